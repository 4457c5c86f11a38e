namespace Isberg.Contacts;

/// <summary>How good speech sounds that travels so: the mean opinion score (MOS) of 1 to 4.4 that people would give it, estimated.</summary>
public static class SpeechScore
{
    /// <summary>Below this (R = 70) ITU-T G.109 speaks of many users being dissatisfied.</summary>
    public const double Poor = 3.6;

    /// <summary>From here on (R = 80) ITU-T G.109 speaks of users being satisfied.</summary>
    public const double Good = 4.0;

    /// <summary>R of a call that nothing spoils: ITU-T G.107 with all its default values.</summary>
    private const double Unspoilt = 93.2;

    /// <summary>A packet of 20 ms, and 5 ms to take it apart, in milliseconds.</summary>
    private const double Packet = 25;

    /// <summary>
    /// The E-model (ITU-T G.107) with what can be measured of one way of a line: <c>R = 93.2 − Id − Ie,eff</c>, where
    /// <c>Id = 0.024 d + 0.11 (d − 177.3)</c> (the second term only above 177.3 ms; Cole and Rosenbluth, Voice over IP performance monitoring,
    /// 2001, with G.107's defaults) for the delay <c>d = round trip / 2 + 2 × jitter + 25 ms</c>, and
    /// <c>Ie,eff = Ie + (95 − Ie) × Ppl / (Ppl + Bpl)</c> for the lost share Ppl in per cent, lost at random (G.107, 7-29). The score is
    /// <c>1 + 0.035 R + 7 × 10⁻⁶ R (R − 60) (100 − R)</c> (G.107, annex B).
    /// </summary>
    /// <param name="loss">The share of the packets that did not come, 0 to 1.</param>
    /// <param name="roundTrip">Null: not known, and counted as none.</param>
    public static double Of(double loss, TimeSpan jitter, TimeSpan? roundTrip, string codec)
    {
        var delay = ((roundTrip ?? TimeSpan.Zero).TotalMilliseconds / 2) + (2 * jitter.TotalMilliseconds) + Packet;
        var late = (0.024 * delay) + (0.11 * Math.Max(0, delay - 177.3));
        var (impairment, robustness) = Equipment(codec);
        var percent = 100 * Math.Clamp(loss, 0, 1);
        return OfRating(Unspoilt - late - impairment - ((95 - impairment) * percent / (percent + robustness)));
    }

    /// <summary>The score of a transmission rating R (ITU-T G.107, annex B).</summary>
    public static double OfRating(double rating) => rating switch
    {
        <= 6.5 => 1, // the curve dips below 1 there
        >= 100 => 4.5,
        var r => 1 + (0.035 * r) + (7e-6 * r * (r - 60) * (100 - r)),
    };

    public static SoundGrade GradeOf(double score) => score < Poor ? SoundGrade.Poor : score < Good ? SoundGrade.Fair : SoundGrade.Good;

    /// <summary>
    /// Ie and Bpl of ITU-T G.113, appendix I. Wide-band codecs (G.722, Opus) have none on this scale and count as G.711 with concealment of
    /// lost packets: what is compared is the line, not the codec.
    /// </summary>
    private static (double Impairment, double Robustness) Equipment(string codec) => codec switch
    {
        "g729" => (11, 19),
        "gsm" => (20, 43),
        _ => (0, 25.1),
    };
}

/// <summary>How good sound is, in a word.</summary>
public enum SoundGrade
{
    Good, Fair, Poor,
}
