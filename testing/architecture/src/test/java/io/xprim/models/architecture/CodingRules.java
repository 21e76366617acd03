// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;

/** What no class of ours does. */
final class CodingRules {
    /** What a library must not write to; the command line may, it has a user. */
    static ArchRule noStandardStreams() {
        return GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
    }

    static ArchRule noJavaUtilLogging() {
        return GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
    }

    static ArchRule noSleep() {
        return noClasses()
                .should()
                .accessTargetWhere(describe(
                        "it sleeps",
                        access -> access.getTarget().getName().equals("sleep")
                                && Stream.of(Thread.class, TimeUnit.class)
                                        .anyMatch(access.getTargetOwner()::isEquivalentTo)))
                .because("what waits can be woken: by cancellation, interrupt or close");
    }

    static ArchRule noCatchAllThrows() {
        return noMethods().that().arePublic().should(THROW_ANYTHING);
    }

    static ArchRule noStaticState() {
        return fields().that().areStatic().should(BE_CONSTANT);
    }

    /** Not where it is the caller who says what is thrown: a type parameter is no catch-all. */
    private static final ArchCondition<JavaMethod> THROW_ANYTHING = new ArchCondition<>("throw just anything") {
        @Override
        public void check(JavaMethod method, ConditionEvents events) {
            boolean throwsAnything = Stream.of(method.reflect().getGenericExceptionTypes())
                    .anyMatch(Set.<Type>of(Exception.class, Throwable.class)::contains);
            events.add(new SimpleConditionEvent(method, throwsAnything, method.getFullName() + " throws anything"));
        }
    };

    private static final ArchCondition<JavaField> BE_CONSTANT = new ArchCondition<>("be constant") {
        @Override
        public void check(JavaField field, ConditionEvents events) {
            boolean isConstant = field.getModifiers().contains(JavaModifier.FINAL) && !holdsState(field);
            events.add(
                    new SimpleConditionEvent(field, isConstant, field.getFullName() + " is static and not constant"));
        }
    };

    /** As far as its declared type tells: a field of type List may still hold either kind. */
    private static boolean holdsState(JavaField field) {
        JavaClass type = field.getRawType();
        boolean isMade = field.getModifiers().contains(JavaModifier.SYNTHETIC);
        boolean isChangeable =
                Stream.of(Random.class, Executor.class, Lock.class, ThreadLocal.class, StringBuilder.class)
                                .anyMatch(type::isAssignableTo)
                        || type.getPackageName().equals("java.util.concurrent.atomic")
                        || isMadeToBeFilled(type);
        return !isMade && (type.isArray() || isChangeable);
    }

    private static boolean isMadeToBeFilled(JavaClass type) {
        return !type.isInterface()
                && Set.of(Map.class, Collection.class).stream().anyMatch(type::isAssignableTo);
    }

    private CodingRules() {}
}
