using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Isberg.Benches;

/// <summary>Time that this thread has had a core for, its own garbage collections included: what others do on the machine does not count.</summary>
internal static class CoreTime
{
    private const int ThreadClock = 3; // CLOCK_THREAD_CPUTIME_ID
    private const long Billion = 1_000_000_000;

    [StructLayout(LayoutKind.Sequential)]
    private struct Spec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    /// <summary>In nanoseconds, from an arbitrary beginning.</summary>
    public static long Now()
    {
        if (OperatingSystem.IsLinux() && GetTime(ThreadClock, out var spec) == 0) return (spec.Seconds * Billion) + spec.Nanoseconds;
        return (long)Stopwatch.GetElapsedTime(0).TotalNanoseconds;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out Spec spec);
}
