using System.Runtime.InteropServices;

namespace Isberg.Recording.Disguise;

/// <summary>What becomes of voices in a copy.</summary>
public sealed class VoiceDisguiseTests
{
    private static readonly VoiceKey Lower = new(0.8, 0.8), Higher = new(1.25, 0.85);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.78)]
    [InlineData(0.87)]
    [InlineData(1.13)]
    [InlineData(1.29)]
    public async Task A_voice_becomes_as_much_higher_or_lower_as_was_drawn(double pitch)
    {
        var said = Speech.Vowel(2, 120);

        var (copy, _) = await Copy(said, new VoiceKey(pitch, 0.8));

        Assert.InRange(Speech.PitchOf(copy.AsSpan(4_000, 8_000)), 120 * pitch * 0.96, 120 * pitch * 1.04);
    }

    [Fact]
    public async Task The_resonances_of_the_mouth_move()
    {
        var said = Speech.Tone(2, 2_400);

        var (copy, _) = await Copy(said, new VoiceKey(1.0001, 0.75));

        Assert.True(Speech.Strength(copy.AsSpan(4_000, 8_000), 2_400) < Speech.Strength(said.AsSpan(4_000, 8_000), 2_400) / 2);
    }

    [Fact]
    public async Task It_is_as_long_and_as_loud_as_it_was_and_silence_stays_silence()
    {
        short[] said = [.. Speech.Vowel(1, 150), .. new short[8_000], .. Speech.Vowel(1.01, 150, 0.1)];

        var (copy, _) = await Copy(said, Higher);

        Assert.Equal(said.Length, copy.Length);
        Assert.All(copy[9_000..15_500], it => Assert.Equal(0, it));
        foreach (var (from, to) in ((int, int)[])[(1_000, 7_000), (17_000, 23_000)])
            Assert.InRange(Power(copy.AsSpan()[from..to]) / Power(said.AsSpan()[from..to]), 0.4, 2.5);
    }

    [Fact]
    public async Task The_loudest_sound_is_never_turned_over()
    {
        var said = Speech.Tone(1, 300, 1).Select(it => it > 0 ? short.MaxValue : short.MinValue).ToArray();

        var (copy, _) = await Copy(said, Lower);

        Assert.True(Speech.Strength(copy.AsSpan(2_000, 4_000), 240) > 4_000, "The tone is there, lower.");
        Assert.True(Steps(copy) < 2 * Steps(said), "It does not jump from one end to the other more often than it did.");
    }

    [Fact]
    public async Task What_is_bleeped_out_holds_the_tone_and_nothing_else_on_both_sides_nor_is_it_heard_around_it()
    {
        var said = new short[24_000];
        Speech.Vowel(1, 130).CopyTo(said, 8_000);

        var (caller, staff) = await Copy(said, Higher, said, new Bleep(1, 2));
        var (plain, _) = await Copy(said, null, said, new Bleep(1, 2));

        foreach (var it in (short[][])[caller, staff, plain])
        {
            Assert.All(it[..8_000], sample => Assert.Equal(0, sample));
            Assert.All(it[16_000..], sample => Assert.Equal(0, sample));
            Assert.Equal(caller[8_000..16_000], it[8_000..16_000]);
            for (var at = 8_008; at < 16_000; at++) Assert.Equal(it[at - 8], it[at]); // a thousand times a second, the same
        }

        Assert.InRange(Speech.Strength(caller.AsSpan(8_000, 8_000), 1_000), 4_500, 5_500);
    }

    [Fact]
    public async Task Who_is_not_to_be_disguised_is_as_he_was()
    {
        var said = SealedCall.Noise(2);

        var (caller, staff) = await Copy(said, null, said, Lower);

        Assert.Equal(said, caller);
        Assert.NotEqual(said, staff);
    }

    [Fact]
    public async Task Two_copies_are_never_disguised_alike()
    {
        var said = Speech.Vowel(1, 120);
        var keys = Enumerable.Range(0, 500).Select(_ => VoiceKey.Draw()).ToList();

        var (first, _) = await Copy(said, keys[0]);
        var (second, _) = await Copy(said, keys[1]);

        Assert.NotEqual(first, second);
        Assert.Equal(500, keys.Distinct().Count());
        Assert.All(keys, it => Assert.True(it is { Pitch: >= 0.77 and <= 0.9 or >= 1.12 and <= 1.3, Warp: >= 0.75 and <= 0.9 }, $"{it} keeps speech understandable, and changes it."));
        Assert.InRange(keys.Count(it => it.Pitch < 1), 150, 350);
    }

    [Fact]
    public void Stretches_that_touch_become_one() =>
        Assert.Equal([new Bleep(1, 4), new Bleep(5, 6)], Bleep.Joined([new Bleep(5, 6), new Bleep(2, 4), new Bleep(1, 2), new Bleep(1.5, 3)]));

    private static int Steps(short[] samples) => Enumerable.Range(1, samples.Length - 1).Count(at => Math.Abs(samples[at] - samples[at - 1]) > 30_000);

    private static double Power(ReadOnlySpan<short> samples)
    {
        var power = 0.0;
        foreach (var it in samples) power += (double)it * it;
        return power / samples.Length;
    }

    private static async Task<(short[] Caller, short[] Staff)> Copy(short[] said, VoiceKey? caller, short[]? heard = null, params object[] more)
    {
        var both = new short[2 * said.Length];
        for (var at = 0; at < said.Length; at++) (both[2 * at], both[(2 * at) + 1]) = (said[at], heard?[at] ?? 0);
        using var from = new MemoryStream(MemoryMarshal.AsBytes(both.AsSpan()).ToArray());
        using var to = new MemoryStream();
        var sound = new CopySound(caller, more.OfType<VoiceKey>().Select(it => (VoiceKey?)it).SingleOrDefault(), more.OfType<Bleep>());
        var shape = await sound.Run(from, said.Length, it => to.Write(it.Span), Stop);
        Assert.Equal(2 * ((said.Length + 1_999) / 2_000), shape.Length);
        return (SealedCall.Left(to.ToArray()), SealedCall.Right(to.ToArray()));
    }
}
