using System.Diagnostics;
using System.Globalization;

namespace Isberg.Benches;

/// <summary>What a process uses of the machine's cores, from its beginning or from a moment on.</summary>
internal sealed class CoreShare
{
    private const int TicksPerSecond = 100; // USER_HZ, the same on every Linux of today

    private readonly int process;
    private readonly double before;
    private readonly long began = Stopwatch.GetTimestamp();

    public CoreShare(int process) => (this.process, before) = (process, Seconds(process));

    /// <summary>Core seconds since this was made.</summary>
    public double Used => Seconds(process) - before;

    /// <summary>1: one core all the time.</summary>
    public double Share => Used / Stopwatch.GetElapsedTime(began).TotalSeconds;

    private static double Seconds(int process)
    {
        var fields = File.ReadAllText($"/proc/{process}/stat");
        var numbers = fields[(fields.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(numbers[11], CultureInfo.InvariantCulture) + double.Parse(numbers[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
