// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.Sha256;
import io.xprim.models.spi.SafeText;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON document (RFC 8259) strictly, a token at a time: UTF-8 without a byte order mark, no duplicate names, no extensions,
 * nothing behind the document, bounded nesting, names, strings and numbers. Numbers are never coerced. What it has to hold (the names of
 * the objects that are open, to find duplicates, and whatever its user takes from it) is weighed, and refused where it becomes too much.
 */
final class JsonReader implements AutoCloseable {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NAME = 4096;
    private static final int LONGEST_STRING = 1 << 20;
    private static final int LONGEST_NUMBER = 100;
    /** What an object and the reference to it take on the heap, about; a text besides its characters. */
    private static final int OBJECT = 48;

    /** The digits of 2^63-1; the parser has seen to it that there are digits, and no needless zeros. */
    private static final int LONGEST_NATURAL = 19;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final JsonParser parser;
    private final OpenNames names = new OpenNames();
    private final long heldBytes;
    private long held;
    private JsonToken token = JsonToken.NOT_AVAILABLE;

    /** What is done with each member of an object. */
    @FunctionalInterface
    interface MemberReader {
        void read(String name) throws FormatException;
    }

    /** What is done with each element of an array. */
    @FunctionalInterface
    interface ElementReader {
        void read() throws FormatException;
    }

    /** What reads a whole document. */
    @FunctionalInterface
    interface DocumentReader<T> {
        T read(JsonReader json) throws FormatException;
    }

    private JsonReader(Reader text, long heldBytes) {
        this.heldBytes = heldBytes;
        // Names that are kept for their like would be kept without a bound.
        JsonFactory factory = JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNameLength(LONGEST_NAME)
                        .maxStringLength(LONGEST_STRING)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                .build();
        parser = factory.createParser(ObjectReadContext.empty(), text);
    }

    /**
     * Reads a document of our own to its end; the token under the reader is the document's first.
     *
     * @throws UncheckedIOException if the bytes cannot be read
     */
    static <T> T read(InputStream utf8, DocumentReader<T> document) throws FormatException {
        return read(utf8, Long.MAX_VALUE, document);
    }

    /**
     * Reads a document to its end; the token under the reader is the document's first.
     *
     * @param heldBytes how much of it may be held at a time
     * @throws UncheckedIOException if the bytes cannot be read
     */
    static <T> T read(InputStream utf8, long heldBytes, DocumentReader<T> document) throws FormatException {
        Reader text = new InputStreamReader(
                utf8,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        try (JsonReader json =
                new JsonReader(new EscapeCheckingReader(new MarkRefusingReader(text, BYTE_ORDER_MARK)), heldBytes)) {
            json.advance();
            T value = document.read(json);
            if (json.parser.nextToken() != null) {
                throw json.problem("there is something behind the end");
            }
            return value;
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException io && !isAboutText(io)) {
                throw new UncheckedIOException(io);
            }
            throw new FormatException("not valid JSON: " + SafeText.of(e.getOriginalMessage()) + where(e), e);
        }
    }

    boolean isObject() {
        return token == JsonToken.START_OBJECT;
    }

    /** Reads the members of the object under the reader; each reader has to read or skip its value. */
    void members(MemberReader member) throws FormatException {
        expect(JsonToken.START_OBJECT, "an object");
        while (advance() != JsonToken.END_OBJECT) {
            String name = whole(parser.currentName());
            advance();
            member.read(name);
        }
    }

    void elements(ElementReader element) throws FormatException {
        expect(JsonToken.START_ARRAY, "an array");
        while (advance() != JsonToken.END_ARRAY) {
            element.read();
        }
    }

    String string() throws FormatException {
        expect(JsonToken.VALUE_STRING, "a string");
        return whole(parser.getString());
    }

    /** An integer of at least 0 that a long holds, written without sign, fraction and exponent. */
    long natural() throws FormatException {
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        String digits = parser.getString();
        if (digits.startsWith("-") || digits.length() > LONGEST_NATURAL) {
            throw problem("a whole number from 0 to 2^63-1 is expected, not " + SafeText.of(digits));
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw problem("the number " + digits + " is too large");
        }
    }

    Sha256 digest() throws FormatException {
        expect(JsonToken.VALUE_STRING, "a string");
        try {
            return new Sha256(parser.getString());
        } catch (IllegalArgumentException e) {
            throw problem(String.valueOf(e.getMessage()));
        }
    }

    /** Passes over a value without looking into its strings and numbers. */
    void skip() throws FormatException {
        int depth = 0;
        while (true) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
            if (depth == 0) {
                return;
            }
            advance();
        }
    }

    /** Checks a value as {@link #any()} does, and holds none of it. */
    void check() throws FormatException {
        switch (token) {
            case START_OBJECT -> members(name -> check());
            case START_ARRAY -> elements(this::check);
            default -> scalar();
        }
    }

    /**
     * Tells that something of the document is held from now on.
     *
     * @param objects how many it is on the heap
     * @param text the characters in it
     * @throws FormatException if that makes too much of it
     */
    void hold(int objects, String text) throws FormatException {
        hold(weight(objects, text));
    }

    private void hold(long weight) throws FormatException {
        held += weight;
        if (held > heldBytes) {
            throw problem("it has more names and values than " + heldBytes + " bytes of memory hold");
        }
    }

    /**
     * Any value: a {@link String}, {@link Boolean}, {@link Long}, {@link java.math.BigInteger}, {@link java.math.BigDecimal}, unmodifiable
     * {@link List} or {@link Map} of these, or an empty {@link Optional} for null.
     */
    Object any() throws FormatException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            default -> {
                Object value = scalar();
                hold(1, value instanceof String text ? text : "");
                yield value;
            }
        };
    }

    Map<String, Object> object() throws FormatException {
        Map<String, Object> members = new LinkedHashMap<>();
        hold(2, "");
        members(name -> {
            hold(2, name);
            members.put(name, any());
        });
        return Collections.unmodifiableMap(members);
    }

    /** A failure at the place that was read last. */
    FormatException problem(String message) {
        return new FormatException(message + " (line "
                + parser.currentTokenLocation().getLineNr() + ", at "
                + SafeText.quoted(parser.streamReadContext().pathAsPointer().toString()) + ")");
    }

    @Override
    public void close() {
        parser.close();
    }

    private Object scalar() throws FormatException {
        return switch (token) {
            case VALUE_STRING -> whole(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Optional.empty();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? parser.getBigIntegerValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> decimal();
            default -> throw problem("a value is expected");
        };
    }

    private List<Object> array() throws FormatException {
        List<Object> elements = new ArrayList<>();
        hold(2, "");
        elements(() -> elements.add(any()));
        return Collections.unmodifiableList(elements);
    }

    private BigDecimal decimal() throws FormatException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            throw problem("the exponent of a number is too large");
        }
    }

    /** Escapes can spell half of a surrogate pair, which could not be written again in UTF-8. */
    private String whole(String text) throws FormatException {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw problem("a string has half of a surrogate pair");
            }
            i += Character.charCount(c);
        }
        return text;
    }

    private JsonToken advance() throws FormatException {
        JsonToken next = parser.nextToken();
        if (next == null) {
            throw problem("the document ends early");
        }
        token = next;
        switch (next) {
            case START_OBJECT -> names.open();
            case PROPERTY_NAME -> add(parser.currentName());
            case END_OBJECT -> held -= names.close();
            default -> {}
        }
        return next;
    }

    private void add(String name) throws FormatException {
        long weight = weight(2, name);
        if (!names.add(name, weight)) {
            throw problem("the name " + SafeText.quoted(name) + " is there twice");
        }
        hold(weight);
    }

    private static long weight(int objects, String text) {
        return (long) objects * OBJECT + (isWide(text) ? 2L : 1L) * text.length();
    }

    private static boolean isWide(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return true;
            }
        }
        return false;
    }

    private void expect(JsonToken wanted, String description) throws FormatException {
        if (token != wanted) {
            throw problem(description + " is expected");
        }
    }

    private static boolean isAboutText(IOException e) {
        return e instanceof CharacterCodingException || e instanceof CharConversionException;
    }

    private static String where(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }
}
