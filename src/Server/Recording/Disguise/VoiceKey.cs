using System.Security.Cryptography;

namespace Isberg.Recording.Disguise;

/// <summary>
/// How one voice is disguised. Drawn anew for each copy and each party, and kept nowhere: who knows it could learn what else was said with it.
/// </summary>
/// <param name="Pitch">So many times as high; lower or higher, and never nearly the same.</param>
/// <param name="Warp">The McAdams coefficient: so much are the resonances of the mouth drawn together.</param>
public readonly record struct VoiceKey(double Pitch, double Warp)
{
    private const double LeastSemitones = 2, MostSemitones = 4.5;
    private const double LeastWarp = 0.75, MostWarp = 0.9;

    /// <summary>Where speech is still easily understood.</summary>
    public static VoiceKey Draw()
    {
        var semitones = Between(LeastSemitones, MostSemitones) * (RandomNumberGenerator.GetInt32(2) == 0 ? -1 : 1);
        return new VoiceKey(Math.Pow(2, semitones / 12), Between(LeastWarp, MostWarp));
    }

    private static double Between(double least, double most) => least + ((most - least) * RandomNumberGenerator.GetInt32(1 << 30) / (1 << 30));
}
