using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using static Isberg.Asterisk.AriTransport;

namespace Isberg.Asterisk;

/// <summary>
/// Gives commands to an Asterisk over its REST interface. A command that is refused, or not answered in time, throws
/// <see cref="AriException"/>. May be used by many at once.
/// </summary>
public sealed partial class AriClient(AriOptions options) : IDisposable
{
    private readonly AriTransport transport = new(options);

    public AriOptions Options { get; } = options;

    public async Task<AsteriskInfo> Info(CancellationToken stop)
    {
        var about = await transport.Read<About>("asterisk/info", stop);
        return new AsteriskInfo(about.System.Version, about.Config.Name, about.Status.StartupTime);
    }

    /// <summary>All that Asterisk has, also those that are not in our application.</summary>
    public async Task<IReadOnlyList<AriChannel>> Channels(CancellationToken stop) => await transport.Read<AriChannel[]>("channels", stop);

    /// <summary>Null when it is gone.</summary>
    public Task<AriChannel?> Channel(string id, CancellationToken stop) => transport.Find<AriChannel>(Path("channels", id), stop);

    /// <summary>
    /// Makes a leg that does not ring yet; <see cref="Dial"/> lets it. It takes other commands only after its start event
    /// (<see cref="ChannelEnteredStasis"/>), which may come before or after this answers.
    /// </summary>
    public async Task<AriChannel> Create(NewChannel channel, CancellationToken stop)
    {
        var path = With("channels/create", ("endpoint", channel.Endpoint), ("app", Options.Application), ("appArgs", Listed(channel.Arguments)),
            ("channelId", channel.Id), ("otherChannelId", channel.OtherId), ("originator", channel.Originator), ("formats", channel.Formats));
        return Understood<AriChannel>(await transport.Post(path, stop, new { channel.Variables }));
    }

    /// <summary>Whom a made leg's phone shows as the caller; after its start event, before <see cref="Dial"/>.</summary>
    public async Task ShowCaller(string channel, AriParty caller, CancellationToken stop)
    {
        await SetVariable(channel, "CONNECTEDLINE(name,i)", caller.Name, stop);
        await SetVariable(channel, "CONNECTEDLINE(num,i)", caller.Number, stop);
    }

    /// <summary>Lets a made leg ring, until it answers, refuses, or the time is over: then it ends by itself.</summary>
    /// <param name="caller">The channel on whose behalf: the phone shows its number, whatever <see cref="ShowCaller"/> said. Null: nobody's.</param>
    /// <param name="limit">In whole seconds.</param>
    public Task Dial(string channel, string? caller, TimeSpan limit, CancellationToken stop) => transport.Post(
        With(Path("channels", channel, "dial"), ("caller", caller), ("timeout", Whole(limit.TotalSeconds))), stop);

    public Task Answer(string channel, CancellationToken stop) => transport.Post(Path("channels", channel, "answer"), stop);

    /// <summary>Lets a caller hear that it rings, without answering.</summary>
    public Task Ring(string channel, CancellationToken stop) => transport.Post(Path("channels", channel, "ring"), stop);

    public Task StopRinging(string channel, CancellationToken stop) => transport.Delete(Path("channels", channel, "ring"), stop);

    /// <summary>Ends a leg. One that is gone already stays so, without an exception.</summary>
    public Task Hangup(string channel, HangupReason reason, CancellationToken stop) =>
        Gone(transport.Delete(With(Path("channels", channel), ("reason_code", Whole((int)reason))), stop));

    /// <param name="music">Which class of the configuration; null: the usual one.</param>
    public Task StartMusic(string channel, string? music, CancellationToken stop) => transport.Post(With(Path("channels", channel, "moh"), ("mohClass", music)), stop);

    public Task StopMusic(string channel, CancellationToken stop) => transport.Delete(Path("channels", channel, "moh"), stop);

    /// <summary>Sends silence, so that the other end does not take the line for dead.</summary>
    public Task StartSilence(string channel, CancellationToken stop) => transport.Post(Path("channels", channel, "silence"), stop);

    public Task StopSilence(string channel, CancellationToken stop) => transport.Delete(Path("channels", channel, "silence"), stop);

    /// <summary>Tells the phone at the other end that it is held; what it hears then is music's or silence's matter.</summary>
    public Task Hold(string channel, CancellationToken stop) => transport.Post(Path("channels", channel, "hold"), stop);

    public Task Unhold(string channel, CancellationToken stop) => transport.Delete(Path("channels", channel, "hold"), stop);

    public Task Mute(string channel, Direction direction, CancellationToken stop) => transport.Post(With(Path("channels", channel, "mute"), ("direction", Word(direction))), stop);

    public Task Unmute(string channel, Direction direction, CancellationToken stop) => transport.Delete(With(Path("channels", channel, "mute"), ("direction", Word(direction))), stop);

    /// <param name="digits">0-9, A-D, * and #.</param>
    public Task SendDtmf(string channel, string digits, CancellationToken stop) => transport.Post(With(Path("channels", channel, "dtmf"), ("dtmf", digits)), stop);

    /// <summary>Null when it is not set, or the channel is gone.</summary>
    public async Task<string?> Variable(string channel, string name, CancellationToken stop) =>
        (await transport.Find<Value>(With(Path("channels", channel, "variable"), ("variable", name)), stop))?.Text;

    /// <param name="name">A variable, or a function such as TIMEOUT(absolute).</param>
    public Task SetVariable(string channel, string name, string value, CancellationToken stop) =>
        transport.Post(With(Path("channels", channel, "variable"), ("variable", name), ("value", value)), stop);

    /// <summary>The last guard against calls that nobody ends: Asterisk hangs up when the time is over.</summary>
    public Task EndAtTheLatest(string channel, TimeSpan after, CancellationToken stop) => SetVariable(channel, "TIMEOUT(absolute)", Whole(after.TotalSeconds), stop);

    /// <summary>Makes a channel that listens to another one; put it into a bridge with whoever shall hear.</summary>
    public async Task<AriChannel> Snoop(NewSnoop snoop, CancellationToken stop)
    {
        var path = With(Path("channels", snoop.Channel, "snoop", snoop.Id), ("spy", Word(snoop.Spy)), ("whisper", Word(snoop.Whisper)),
            ("app", Options.Application), ("appArgs", Listed(snoop.Arguments)));
        return Understood<AriChannel>(await transport.Post(path, stop));
    }

    /// <summary>Null when the channel is gone: there are figures for living ones only.</summary>
    public async Task<RtpStatistics?> RtpStatistics(string channel, CancellationToken stop)
    {
        try
        {
            return await transport.Find<RtpStatistics>(Path("channels", channel, "rtp_statistics"), stop);
        }
        catch (AriException refused) when (refused.Status == HttpStatusCode.Forbidden) // it goes through the dial plan, and carries no RTP itself
        {
            return null;
        }
    }

    /// <summary>Gives the channel back to the dial plan.</summary>
    public Task ContinueInDialplan(string channel, string context, string extension, int priority, CancellationToken stop) => transport.Post(
        With(Path("channels", channel, "continue"), ("context", context), ("extension", extension), ("priority", Whole(priority))), stop);

    public void Dispose() => transport.Dispose();

    private static async Task Gone(Task<JsonElement> ending)
    {
        try
        {
            await ending;
        }
        catch (AriException refused) when (refused.IsGone)
        {
        }
    }

    private static string? Listed(IReadOnlyList<string> texts) => texts.Count == 0 ? null : string.Join(',', texts);

    private static string Whole(double number) => Math.Ceiling(number).ToString(CultureInfo.InvariantCulture);

    private static string Word(Direction? direction) => direction switch
    {
        Direction.Both => "both",
        Direction.In => "in",
        Direction.Out => "out",
        _ => "none",
    };

    private sealed record About(AboutSystem System, AboutConfig Config, AboutStatus Status);

    private sealed record AboutSystem(string Version);

    private sealed record AboutConfig(string Name);

    private sealed record AboutStatus(DateTimeOffset StartupTime);

    private sealed record Value([property: JsonPropertyName("value")] string Text);
}
