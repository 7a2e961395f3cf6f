// exp, log, sigmoid and tanh as fixed sequences of IEEE operations. The polynomials are those of S. L. Moshier's Cephes library
// (single precision, netlib.org/cephes), evaluated by Horner's rule in fused steps.

/// What e^x is made of: 1 + fraction, a number in [√½, √2], times two to the exponent. For x in −105 … 90.
struct power {
    vector fraction;
    integers exponent;
};

INLINE struct power split_exp(vector x) {
    // Adding 1.5·2²³ rounds to an integer and leaves it in the low bits.
    const vector magic = 12582912.0f;
    vector shifted = fma(x, (vector)(1.44269504f), magic);
    vector n = shifted - magic;
    vector r = fma(n, (vector)(-0.693359375f), x);
    r = fma(n, (vector)(2.12194440e-4f), r);
    vector p = 1.9875691500e-4f;
    p = fma(p, r, (vector)(1.3981999507e-3f));
    p = fma(p, r, (vector)(8.3334519073e-3f));
    p = fma(p, r, (vector)(4.1665795894e-2f));
    p = fma(p, r, (vector)(1.6666665459e-1f));
    p = fma(p, r, (vector)(5.0000001201e-1f));
    return (struct power){fma(p, r * r, r), bits(shifted) - bits(magic)};
}

/// e^x. Below −103.98 zero, above 88.72 infinity; results under 2⁻¹²⁶ are denormal. NaN stays NaN.
INLINE vector v_exp(vector x) {
    x = choose(x < -105.0f, (vector)(-105.0f), x);
    x = choose(x > 90.0f, (vector)(90.0f), x);
    struct power power = split_exp(x);
    // 2ⁿ in two factors, since n reaches from −152 to 130 and one factor only from −126 to 127.
    integers half = power.exponent >> 1;
    return (power.fraction + 1.0f) * from_bits((half + 127) << 23) * from_bits((power.exponent - half + 127) << 23);
}

/// The natural logarithm; −infinity at 0, NaN below. Relative error at most 1.2e-7, absolute where |ln x| < 1.
INLINE vector v_log(vector x) {
    // Denormal numbers are lifted into the normal ones first.
    integers denormal = x < 1.17549435e-38f;
    integers raw = bits(choose(denormal, x * 8388608.0f, x));
    // x = m·2ᵉ with m in [√½, √2).
    integers e = (raw - 0x3F3504F3) >> 23;
    vector m = from_bits(raw - (e << 23)) - 1.0f;
    vector z = m * m;
    vector p = 7.0376836292e-2f;
    p = fma(p, m, (vector)(-1.1514610310e-1f));
    p = fma(p, m, (vector)(1.1676998740e-1f));
    p = fma(p, m, (vector)(-1.2420140846e-1f));
    p = fma(p, m, (vector)(1.4249322787e-1f));
    p = fma(p, m, (vector)(-1.6668057665e-1f));
    p = fma(p, m, (vector)(2.0000714765e-1f));
    p = fma(p, m, (vector)(-2.4999993993e-1f));
    p = fma(p, m, (vector)(3.3333331174e-1f));
    vector n = __builtin_convertvector(e - (denormal & 23), vector);
    vector y = fma(n, (vector)(-2.12194440e-4f), p * m * z);
    y = fma(z, (vector)(-0.5f), y);
    y = fma(n, (vector)(0.693359375f), m + y);
    y = choose(x < 0.0f, (vector)(__builtin_nanf("")), y);
    y = choose(x == 0.0f, (vector)(-__builtin_inff()), y);
    y = choose(x == __builtin_inff(), x, y);
    return choose(x != x, x, y);
}

/// 1 / (1 + e⁻ˣ). Relative error at most 3e-7 where the result is normal.
///
/// Beside 1, powers below e⁻⁸⁷ are nothing and one above e⁸⁸·⁷³ is infinite: within these ends twice the significand and half the
/// power of two give the bits of `v_exp` with one factor less. Fused, twos and powers of two round nothing that would not be rounded anyway.
INLINE vector v_sigmoid(vector x) {
    x = choose(x > 87.0f, (vector)(87.0f), x);
    x = choose(x < -88.75f, (vector)(-88.75f), x);
    struct power power = split_exp(-x);
    vector significand = fma(power.fraction, (vector)(2.0f), (vector)(2.0f));
    return 1.0f / fma(significand, from_bits((power.exponent + 126) << 23), (vector)(1.0f));
}

/// Relative error at most 3e-7. Below 0.625 a polynomial, so that small numbers and −0 stay what they are.
INLINE vector v_tanh(vector x) {
    vector magnitude = from_bits(bits(x) & 0x7FFFFFFF);
    vector z = x * x;
    vector p = -5.70498872745e-3f;
    p = fma(p, z, (vector)(2.06390887954e-2f));
    p = fma(p, z, (vector)(-5.37397155531e-2f));
    p = fma(p, z, (vector)(1.33314422036e-1f));
    p = fma(p, z, (vector)(-3.33332819422e-1f));
    vector small = fma(p * z, x, x);
    vector large = 1.0f - 2.0f / (v_exp(magnitude + magnitude) + 1.0f);
    large = from_bits(bits(large) | (bits(x) & (integers)(INT32_MIN)));
    return choose(magnitude < 0.625f, small, large);
}
