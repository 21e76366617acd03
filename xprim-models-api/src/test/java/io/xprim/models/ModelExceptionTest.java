// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.spi.TransportException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelExceptionTest {
    static Stream<Class<?>> leaves() {
        return Stream.of(ModelException.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void sayingItFromFurtherOutKeepsTypeCauseStackAndSuppressed(Class<?> leaf) throws Exception {
        IOException cause = new IOException("cause");
        IOException suppressed = new IOException("suppressed");
        ModelException inner = make(leaf, cause);
        inner.addSuppressed(suppressed);
        StackTraceElement[] stack = {new StackTraceElement("Where", "it", "Happened.java", 1)};
        inner.setStackTrace(stack);

        ModelException outer = inner.within("pull g/m v");

        assertThat(outer).isExactlyInstanceOf(leaf).hasMessage("pull g/m v: what happened");
        assertThat(outer.getCause()).isSameAs(cause);
        assertThat(outer.getSuppressed()).containsExactly(suppressed);
        assertThat(outer.getStackTrace()).containsExactly(stack);
        assertThat(inner).hasMessage("what happened");
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void everyExceptionSurvivesSerialisation(Class<?> leaf) throws Exception {
        ModelException back = copy(make(leaf, new IOException("cause")).within("pull"));
        assertThat(back).isExactlyInstanceOf(leaf).hasMessage("pull: what happened");
        assertThat(back.getCause()).isExactlyInstanceOf(IOException.class).hasMessage("cause");
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void everyExceptionCanBeMadeWithoutACause(Class<?> leaf) throws Exception {
        ModelException made = (ModelException) leaf.getConstructor(String.class).newInstance("what happened");
        assertThat(made).hasMessage("what happened").hasNoCause();
        assertThat(made.within("list")).hasMessage("list: what happened").hasNoCause();
    }

    @Test
    void transportExceptionsAndValuesSurviveSerialisation() throws Exception {
        TransportException failure = new TransportException(TransportException.Kind.RESET, "reset", null);
        assertThat(copy(failure).kind()).isEqualTo(TransportException.Kind.RESET);
        assertThat(copy(new ModelRef("g", "m", "v"))).isEqualTo(new ModelRef("g", "m", "v"));
        assertThat(copy(new Sha256("a".repeat(64)))).isEqualTo(new Sha256("a".repeat(64)));
    }

    private static ModelException make(Class<?> leaf, Throwable cause) throws ReflectiveOperationException {
        return (ModelException)
                leaf.getConstructor(String.class, Throwable.class).newInstance("what happened", cause);
    }

    @SuppressWarnings("unchecked") // What is read is what was written.
    private static <T extends Serializable> T copy(T value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
