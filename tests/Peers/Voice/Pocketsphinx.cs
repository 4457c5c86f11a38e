using System.Diagnostics;

namespace Isberg.Peers.Voice;

/// <summary>A real recogniser (Debian's pocketsphinx) that knows what people of the town say in English, and a real voice (espeak-ng) that says it.</summary>
internal static class Pocketsphinx
{
    private const string Program = "/usr/bin/pocketsphinx_continuous";
    private const string Model = "/usr/share/pocketsphinx/model/en-us";

    /// <summary>What can be said, in its own notation.</summary>
    private const string Grammar = """
        #JSGF V1.0;
        grammar town;
        public <said> = [ hello ] ( <permit> | <waste> | <school> );
        <permit> = i ( want | would like ) to ( talk | ask ) about ( my | a ) building permit | i want to build a garage;
        <waste> = nobody has collected ( my | our ) ( garbage | waste ) [ this week ];
        <school> = my ( daughter | son ) is sick and will not come to school [ today ];
        """;

    /// <summary>Over the telephone it would else give up what it cannot hear at once.</summary>
    private static readonly string[] Patience = ["-beam", "1e-120", "-wbeam", "1e-100", "-pbeam", "1e-120"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static bool IsThere => File.Exists(Program) && File.Exists($"{Model}/cmudict-en-us.dict");

    /// <summary>What is said in 16 bit samples, 8,000 a second.</summary>
    public static async Task<string> Hear(byte[] sound, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("isberg-ear-").FullName;
        try
        {
            var (file, grammar) = (Path.Combine(folder, "said.wav"), Path.Combine(folder, "town.jsgf"));
            await File.WriteAllBytesAsync(file, Doubled(sound), stop);
            await File.WriteAllTextAsync(grammar, Grammar, stop);
            return await Run(Program, ["-infile", file, "-hmm", $"{Model}/en-us", "-dict", $"{Model}/cmudict-en-us.dict", "-jsgf", grammar, .. Patience, "-logfn", "/dev/null"], stop);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>8,000 samples a second.</summary>
    public static async Task<short[]> Say(string text)
    {
        var file = Path.GetTempFileName();
        try
        {
            await Run("espeak-ng", ["-v", "en", "-s", "130", "-w", file, text], Stop);
            var wav = await File.ReadAllBytesAsync(file, Stop);
            var (rate, samples) = (BitConverter.ToInt32(wav, 24), new short[(wav.Length - 44) / 2]);
            Buffer.BlockCopy(wav, 44, samples, 0, 2 * samples.Length);
            return [.. Enumerable.Range(0, (int)((samples.Length - 1L) * 8_000 / rate)).Select(it => Between(samples, (double)it * rate / 8_000))];
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A WAV file with 16,000 samples a second: what the model knows.</summary>
    private static byte[] Doubled(byte[] sound)
    {
        var samples = new short[sound.Length / 2];
        Buffer.BlockCopy(sound, 0, samples, 0, 2 * samples.Length);
        var wav = new byte[44 + (4 * samples.Length)];
        byte[] head =
        [
            .. "RIFF"u8, .. BitConverter.GetBytes(wav.Length - 8), .. "WAVEfmt "u8, .. BitConverter.GetBytes(16), 1, 0, 1, 0, .. BitConverter.GetBytes(16_000), .. BitConverter.GetBytes(32_000), 2, 0, 16, 0,
            .. "data"u8, .. BitConverter.GetBytes(4 * samples.Length),
        ];
        head.CopyTo(wav, 0);
        for (var it = 0; it < 2 * samples.Length; it++) BitConverter.TryWriteBytes(wav.AsSpan(44 + (2 * it)), Between(samples, it / 2.0));
        return wav;
    }

    private static short Between(short[] samples, double at)
    {
        var (before, after) = (samples[(int)at], samples[Math.Min((int)at + 1, samples.Length - 1)]);
        return (short)(before + ((after - before) * (at - (int)at)));
    }

    private static async Task<string> Run(string program, string[] arguments, CancellationToken stop)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return said.Trim();
    }
}
