// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Compares the branches that a JaCoCo report says were missed with a list of those that may be: a line for each method, with how many and
 * why. A branch that is missed and not listed is as wrong as one that is listed and not missed.
 */
final class CheckBranches {
    private CheckBranches() {}

    public static void main(String[] arguments) throws Exception {
        SortedMap<String, Integer> missed = missed(new File(arguments[0]));
        SortedMap<String, Integer> listed = listed(Path.of(arguments[1]));
        TreeSet<String> methods = new TreeSet<>(missed.keySet());
        methods.addAll(listed.keySet());
        boolean same = true;
        for (String method : methods) {
            int found = missed.getOrDefault(method, 0);
            int expected = listed.getOrDefault(method, 0);
            if (found != expected) {
                same = false;
                System.err.println(method + ": " + found + " branches were missed, and " + expected + " are listed");
            }
        }
        if (!same) {
            System.err.println("test what is missed, or say in " + arguments[1] + " why not");
            System.exit(1);
        }
    }

    /** The branches by method; those of a lambda count for the method that it is in. */
    private static SortedMap<String, Integer> missed(File report)
            throws ParserConfigurationException, IOException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        NodeList counters = factory.newDocumentBuilder().parse(report).getElementsByTagName("counter");
        SortedMap<String, Integer> missed = new TreeMap<>();
        int all = 0;
        int covered = 0;
        for (int i = 0; i < counters.getLength(); i++) {
            Element counter = (Element) counters.item(i);
            Element method = (Element) counter.getParentNode();
            if (method.getTagName().equals("method") && counter.getAttribute("type").equals("BRANCH")) {
                int count = Integer.parseInt(counter.getAttribute("missed"));
                covered += Integer.parseInt(counter.getAttribute("covered"));
                all += count + Integer.parseInt(counter.getAttribute("covered"));
                if (count > 0) {
                    missed.merge(name(method), count, Integer::sum);
                }
            }
        }
        System.out.println(covered + " of " + all + " branches were covered");
        return missed;
    }

    private static String name(Element method) {
        String type = ((Element) method.getParentNode()).getAttribute("name");
        String name = method.getAttribute("name").replaceFirst("^lambda\\$(.+)\\$\\d+$", "$1");
        return type.substring(type.lastIndexOf('/') + 1).replace('$', '.') + "#" + name;
    }

    private static SortedMap<String, Integer> listed(Path list) throws IOException {
        SortedMap<String, Integer> listed = new TreeMap<>();
        for (String line : Files.readAllLines(list)) {
            String[] words = line.split("\\s+", 3);
            if (!line.isBlank() && !line.startsWith("#")) {
                if (words.length < 3) {
                    throw new IOException(list + ": a line has a method, a number and a reason, and this one has not: " + line);
                }
                listed.put(words[0], Integer.valueOf(words[1]));
            }
        }
        return listed;
    }
}
