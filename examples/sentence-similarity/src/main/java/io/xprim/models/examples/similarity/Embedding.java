// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.similarity;

/** Where a sentence lies among all sentences: a vector of length 1. Immutable. */
final class Embedding {
    private final double[] vector;

    private Embedding(double[] vector) {
        this.vector = vector;
    }

    /** The mean of a sentence's tokens, scaled to length 1 (mean pooling, L2 norm). */
    static Embedding ofTokens(float[][] tokens) {
        double[] sum = new double[tokens[0].length];
        for (float[] token : tokens) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += token[i];
            }
        }
        double length = Math.sqrt(dot(sum, sum));
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= length;
        }
        return new Embedding(sum);
    }

    /** The cosine of the angle between the two: 1 for the same direction, 0 for nothing in common. */
    double cosine(Embedding other) {
        return dot(vector, other.vector);
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
