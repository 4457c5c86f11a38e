namespace Isberg.Asterisk.World;

/// <summary>
/// Listens to received sound in pieces of a tenth of a second, and says when it is what somebody waits for: a tone, any
/// sound, or silence. Three pieces in a row count, so that a moment of music is no tone.
/// </summary>
public sealed class Ear
{
    private const int Rate = 8000;
    private const int Piece = Rate / 10;
    private const int InARow = 3;
    private const double Loud = 300; // of 32767, as the root of the mean square
    private const double Pure = 0.7; // so much of a piece's power is the tone's

    private readonly Lock gate = new();
    private readonly short[] piece = new short[Piece];
    private readonly List<Wish> wishes = [];
    private int filled;
    private long pieces;

    /// <summary>How many tenths of a second have been heard so far.</summary>
    public long Pieces
    {
        get
        {
            lock (gate) return pieces;
        }
    }

    /// <summary>What was heard last.</summary>
    public string Last { get; private set; } = "nothing yet";

    public Task Tone(int hertz) => Wait(it => Level(it) > Loud && Share(it, hertz) > Pure);

    /// <summary>Something that is not silence and not one of these tones: music, or a voice.</summary>
    public Task Sound(params int[] not) => Wait(it => Level(it) > Loud && not.All(hertz => Share(it, hertz) < Pure));

    public Task Silence() => Wait(it => Level(it) <= Loud);

    public void Hear(ReadOnlySpan<short> samples)
    {
        lock (gate)
        {
            foreach (var sample in samples)
            {
                piece[filled++] = sample;
                if (filled == Piece) Judge();
            }
        }
    }

    private void Judge()
    {
        (filled, pieces) = (0, pieces + 1);
        Last = $"level {Level(piece):0}, most {Loudest(piece)} Hz";
        foreach (var wish in wishes.ToList())
        {
            wish.Row = wish.Fits(piece) ? wish.Row + 1 : 0;
            if (wish.Row < InARow) continue;

            wishes.Remove(wish);
            wish.Fulfilled.SetResult();
        }
    }

    private Task Wait(Func<short[], bool> fits)
    {
        var wish = new Wish(fits);
        lock (gate) wishes.Add(wish);
        return wish.Fulfilled.Task;
    }

    private static double Level(short[] sound) => Math.Sqrt(sound.Average(it => (double)it * it));

    private static int Loudest(short[] sound) => Enumerable.Range(20, 160).MaxBy(it => Share(sound, it * 10)) * 10;

    /// <summary>How much of the power lies at a frequency, from 0 to 1 (Goertzel's algorithm).</summary>
    private static double Share(short[] sound, int hertz)
    {
        var (turn, one, two) = (2 * Math.Cos(2 * Math.PI * hertz / Rate), 0.0, 0.0);
        foreach (var sample in sound) (one, two) = (sample + (turn * one) - two, one);
        var power = (one * one) + (two * two) - (turn * one * two);
        var all = sound.Sum(it => (double)it * it);
        return all == 0 ? 0 : 2 * power / (all * sound.Length);
    }

    private sealed class Wish(Func<short[], bool> fits)
    {
        public Func<short[], bool> Fits { get; } = fits;

        public int Row { get; set; }

        public TaskCompletionSource Fulfilled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
