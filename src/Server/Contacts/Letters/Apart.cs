using System.ComponentModel;
using System.Diagnostics;

namespace Isberg.Contacts.Letters;

/// <summary>
/// Runs a program on what a stranger sent: apart from us, with little time and memory, at low priority, without our environment. Nothing that
/// it is given is a command line that a shell would read.
/// </summary>
internal sealed class Apart(LetterOptions options)
{
    private const long MostFile = 512L * 1024 * 1024;
    private const int MostAnswer = 2 * 1024 * 1024;

    /// <summary>On a busy machine a program waits longer than it works.</summary>
    private const int Patience = 10;

    /// <param name="Time">Of the processor; it may take ten times as long by the clock.</param>
    /// <param name="Memory">Of addresses, in bytes.</param>
    public sealed record Bounds(TimeSpan Time, long Memory);

    /// <param name="Code">0: it did what it was asked.</param>
    /// <param name="Answer">What it wrote; no more of it than fits.</param>
    /// <param name="WasStopped">It took more time than it had.</param>
    public sealed record Ran(int Code, byte[] Answer, string Errors, bool WasStopped)
    {
        public bool Succeeded => Code == 0 && !WasStopped;
    }

    public bool Has(string program) => options.Programs.Split(':', StringSplitOptions.RemoveEmptyEntries).Any(it => File.Exists(Path.Combine(it, program)));

    /// <exception cref="Win32Exception">The machine lacks what is needed to start it.</exception>
    public async Task<Ran> Run(string program, IEnumerable<string> arguments, string folder, Bounds bounds, CancellationToken stop)
    {
        using var process = new Process { StartInfo = Start(program, arguments, folder, bounds) };
        process.Start();
        process.StandardInput.Close();
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop);
        soon.CancelAfter(bounds.Time * Patience);
        try
        {
            var answer = Read(process.StandardOutput.BaseStream, soon.Token);
            var errors = Read(process.StandardError.BaseStream, soon.Token);
            await process.WaitForExitAsync(soon.Token);
            return new Ran(process.ExitCode, await answer, System.Text.Encoding.UTF8.GetString(await errors), false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Ran(-1, [], "", WasStopped: true);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Were we killed ourselves, the limit of processor time would still end it.</summary>
    private ProcessStartInfo Start(string program, IEnumerable<string> arguments, string folder, Bounds bounds)
    {
        var start = new ProcessStartInfo("/usr/bin/prlimit")
        {
            UseShellExecute = false, WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = options.Programs;
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["HOME"] = start.Environment["TMPDIR"] = folder;
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        string[] limits = [$"--as={bounds.Memory}", $"--cpu={(int)bounds.Time.TotalSeconds + 1}", $"--fsize={MostFile}", "--core=0", "nice", "-n", $"{options.Niceness}", program];
        foreach (var it in limits.Concat(arguments)) start.ArgumentList.Add(it);
        return start;
    }

    /// <summary>Reads on to the end, for who is not listened to stands still.</summary>
    private static async Task<byte[]> Read(Stream from, CancellationToken stop)
    {
        using var kept = new MemoryStream();
        var part = new byte[64 * 1024];
        while (await from.ReadAsync(part, stop) is > 0 and var read)
            if (kept.Length + read <= MostAnswer) kept.Write(part, 0, read);
        return kept.ToArray();
    }
}
