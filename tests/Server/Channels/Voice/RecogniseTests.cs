using Isberg.Channels.Voice.Hearing;
using Isberg.Services;
using Isberg.World;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isberg.Channels.Voice;

/// <summary>What a caller says is written down by the program for his language; whatever that does, he goes on.</summary>
public sealed class RecogniseTests : IAsyncLifetime
{
    /// <summary>A second and a half of sound.</summary>
    private const int Bytes = 24_000;

    private readonly string key = Path.GetTempFileName();
    private SpeechServer server = null!;
    private int heard;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(key, "s3cret\n");
        server = await SpeechServer.Start((sound, _) => Task.FromResult($"mitt bygglov {heard = sound.Length}"), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_server_that_transcribes_gets_the_sound_with_the_language_and_hints_and_says_how_sure_it_is()
    {
        var said = (await Ask(server.Http, "Bygglov", "Sopor"))!;

        Assert.Equal($"mitt bygglov {Bytes}", said.Text);
        Assert.InRange(said.Confidence, 0.8, 0.9);
        Assert.Equal(["language=sv", "model=kb-whisper", "prompt=Bygglov, Sopor", "response_format=verbose_json", "temperature=0", "authorization=Bearer s3cret"], server.Told);
    }

    [Fact]
    public async Task A_server_that_cannot_say_how_sure_it_is_is_asked_without() => Assert.Equal(new HeardSpeech($"mitt bygglov {Bytes}", 1), await Ask($"{server.Address}/old"));

    [Fact]
    public async Task Vosk_gets_the_rate_the_sound_in_pieces_and_its_end_mark()
    {
        var said = (await Ask(server.Socket))!;

        Assert.Equal($"mitt bygglov {Bytes}", said.Text);
        Assert.Equal(0.9, said.Confidence, 3);
        Assert.Equal(["""{"config" : {"sample_rate" : 8000, "words" : 1}}""", """{"eof" : 1}"""], server.Told);
    }

    [Theory]
    [InlineData("hangs")]
    [InlineData("broken")]
    [InlineData("odd")]
    [InlineData("huge")]
    public async Task Whoever_does_not_answer_properly_has_heard_nothing(string how)
    {
        Assert.Null(await Ask($"{server.Address}/{how}"));
        if (how is "hangs" or "odd") Assert.Null(await Ask($"{server.Address.Replace("http", "ws", StringComparison.Ordinal)}/{how}"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/v1/audio/transcriptions")]
    [InlineData("ws://127.0.0.1:9/")]
    public async Task Nobody_is_there(string address) => Assert.Null(await Ask(address));

    [Fact]
    public async Task A_language_without_a_program_and_a_sound_that_is_too_long_are_not_heard()
    {
        using var recognise = Made(server.Http);

        Assert.Equal((true, false), (recognise.Knows(new Language("sv")), recognise.Knows(new Language("fi"))));
        Assert.Null(await recognise.Run(Sound(Bytes), new Language("fi"), []));
        Assert.Null(await recognise.Run(new byte[Recognise.MostSoundBytes + 1], new Language("sv"), []));
        Assert.Empty(server.Told);
    }

    [Theory]
    [InlineData("de", "http://127.0.0.1:9/", "8", "Isberg:Voice:Recognisers:0 needs a Language: sv, fi, en.")]
    [InlineData("sv", "ftp://127.0.0.1/", "8", "Isberg:Voice:Recognisers:0 needs an Address such as http://127.0.0.1:9000/v1/audio/transcriptions or ws://127.0.0.1:2700.")]
    [InlineData("sv", "ws://127.0.0.1/", "99", "Isberg:Voice:Recognisers:0 needs Seconds from 1 to 15.")]
    public void What_is_wrong_in_the_settings_is_told_at_the_start(string language, string address, string seconds, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<InvalidOperationException>(() => Options(language, address, seconds)).Message);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        File.Delete(key);
    }

    private async Task<HeardSpeech?> Ask(string address, params string[] hints)
    {
        using var recognise = Made(address);
        return await recognise.Run(Sound(Bytes), new Language("sv"), hints);
    }

    private Recognise Made(string address) => new(Options("sv", address, address.EndsWith("/hangs", StringComparison.Ordinal) ? "1" : "15"), NullLogger<Recognise>.Instance);

    private RecogniserOptions Options(string language, string address, string seconds) => RecogniserOptions.From(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Isberg:Voice:Recognisers:0:Language"] = language, ["Isberg:Voice:Recognisers:0:Address"] = address, ["Isberg:Voice:Recognisers:0:Seconds"] = seconds,
        ["Isberg:Voice:Recognisers:0:KeyFile"] = key, ["Isberg:Voice:Recognisers:0:Model"] = "kb-whisper",
    }).Build());

    private static byte[] Sound(int bytes) =>
    [
        .. "RIFF"u8, .. BitConverter.GetBytes(36 + bytes), .. "WAVEfmt "u8, .. BitConverter.GetBytes(16), 1, 0, 1, 0, .. BitConverter.GetBytes(8_000), .. BitConverter.GetBytes(16_000), 2, 0, 16, 0,
        .. "data"u8, .. BitConverter.GetBytes(bytes), .. new byte[bytes],
    ];
}
