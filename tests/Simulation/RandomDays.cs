using System.Globalization;

namespace Isberg.Tests.Simulation;

/// <summary>Random days keep every promise; a failure names its seed, and ISBERG_SEED plays that day alone.</summary>
public sealed class RandomDays
{
    private const int UsualDays = 300;
    private const int ManyDays = 10_000;
    private const int Batch = 50;
    private const int Told = 25;

    public static TheoryData<int> Batches
    {
        get
        {
            var isLong = Environment.GetEnvironmentVariable("ISBERG_TEST_LONG") == "1";
            return [.. Enumerable.Range(0, (isLong ? ManyDays : UsualDays) / Batch)];
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void A_day_keeps_every_promise(int batch)
    {
        if (Environment.GetEnvironmentVariable("ISBERG_SEED") is { Length: > 0 } seed)
        {
            Play(ulong.Parse(seed, CultureInfo.InvariantCulture));
            return;
        }

        for (var day = 0; day < Batch; day++) Play((ulong)((batch * Batch) + day));
    }

    /// <summary>Of the many days, those that once broke a promise: pauses and tellings across an outage.</summary>
    [Theory]
    [InlineData(2264)]
    [InlineData(4992)]
    [InlineData(5250)]
    [InlineData(8504)]
    [InlineData(8828)]
    [InlineData(9119)]
    [InlineData(9415)]
    public void A_day_that_once_broke_a_promise_keeps_it(ulong seed) => Play(seed);

    private static void Play(ulong seed)
    {
        var day = new Day(seed);
        try
        {
            day.Live();
        }
        catch (Exception broken)
        {
            var last = string.Join('\n', day.Ledger.TakeLast(Told).Select(it => $"  {it.At:HH:mm:ss.fff} {it.Happened}"));
            throw new InvalidOperationException($"Seed {seed}, event {day.Ledger.Count}: {broken.Message} Play it again with ISBERG_SEED={seed}.\n{last}", broken);
        }
    }
}
