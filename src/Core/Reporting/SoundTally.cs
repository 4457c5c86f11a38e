using Isberg.Contacts;

namespace Isberg.Reporting;

/// <summary>How many calls sounded how, exact to a hundredth of a score.</summary>
public sealed class SoundTally
{
    private const int Steps = 100;

    /// <summary>Measured calls by their score, from 1 to 4.5.</summary>
    private readonly int[] scores = new int[(int)(3.5 * Steps) + 1];

    public long Calls { get; private set; }

    public long Measured { get; private set; }

    /// <summary>Of the measured, those in which an end did not say what it got.</summary>
    public long OneWay { get; private set; }

    public Share Poor { get; private set; }

    /// <param name="score">Of the worse leg. Null: nothing could be measured.</param>
    public void Add(double? score, bool isOneWay)
    {
        Calls++;
        if (score is not { } measured) return;

        Measured++;
        if (isOneWay) OneWay++;
        Poor = new Share(Poor.Part + (SpeechScore.GradeOf(measured) == SoundGrade.Poor ? 1 : 0), Measured);
        scores[(int)Math.Round((Math.Clamp(measured, 1, 4.5) - 1) * Steps)]++;
    }

    /// <summary>The score that so many per cent of the calls do not exceed (nearest rank). Null: none was measured.</summary>
    public double? Percentile(int percent)
    {
        if (Measured == 0) return null;

        var rank = Math.Max(1, (long)Math.Ceiling(Measured * percent / 100.0));
        var at = 0;
        for (long seen = scores[0]; seen < rank; seen += scores[at]) at++;
        return 1 + ((double)at / Steps);
    }
}
