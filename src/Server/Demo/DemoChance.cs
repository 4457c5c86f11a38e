namespace Isberg.Demo;

/// <summary>Chance as it is met in a contact centre.</summary>
internal static class DemoChance
{
    public static bool Happens(this Random chance, double probability) => chance.NextDouble() < probability;

    public static TimeSpan Between(this Random chance, double seconds, double andSeconds) =>
        TimeSpan.FromSeconds(seconds + chance.NextDouble() * (andSeconds - seconds));

    /// <summary>How long somebody waits before he gives up: memoryless.</summary>
    public static TimeSpan Patience(this Random chance, double meanSeconds) => TimeSpan.FromSeconds(-Math.Log(1 - chance.NextDouble()) * meanSeconds);

    /// <summary>How long work takes: mostly near the usual, sometimes much longer (log-normal, σ 0.55).</summary>
    public static TimeSpan Work(this Random chance, double usualSeconds)
    {
        const double Spread = 0.55;
        var normal = Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
        return TimeSpan.FromSeconds(Math.Clamp(usualSeconds * Math.Exp(Spread * normal - Spread * Spread / 2), 8, usualSeconds * 6));
    }

    public static T One<T>(this Random chance, IReadOnlyList<T> of) => of[chance.Next(of.Count)];

    public static string One(this Random chance, IReadOnlyList<(string Key, double Weight)> of)
    {
        var at = chance.NextDouble() * of.Sum(it => it.Weight);
        foreach (var (key, weight) in of)
            if ((at -= weight) <= 0) return key;
        return of[^1].Key;
    }
}
