using Isberg.Asterisk;
using Isberg.Asterisk.World;

namespace Isberg.Peers.Asterisk;

/// <summary>Finding Asterisk, losing it, and finding it again.</summary>
public sealed class ConnectionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_which_Asterisk_it_is_and_since_when()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-5);
        await using var asterisk = await AsteriskServer.Start(Stop);
        using var client = new AriClient(asterisk.Options);

        var info = await client.Info(Stop);

        Assert.Equal("isberg", info.SystemName);
        Assert.True(Version.Parse(info.Version.Split('+')[0]).Major >= 22, info.Version);
        Assert.InRange(info.StartedAt, before, DateTimeOffset.UtcNow.AddSeconds(5));
        Assert.Empty(await client.Channels(Stop));
        Assert.Empty(await client.Bridges(Stop));
        Assert.Contains(await client.Endpoints(Stop), it => it.Resource == "trunk");
    }

    [Fact]
    public async Task The_connection_comes_back_when_Asterisk_was_killed_and_started_again()
    {
        await using var asterisk = await AsteriskServer.Start(Stop);
        using var client = new AriClient(asterisk.Options);
        await using var events = new Events(client);
        var first = await events.Next<Connected>(Stop);

        await asterisk.Kill(Stop);
        await events.Next<Disconnected>(Stop);
        await asterisk.Restart(Stop);
        var second = await events.Next<Connected>(Stop);

        Assert.True(second.Info.StartedAt > first.Info.StartedAt, "A reader sees that everything it pushed is gone.");
    }

    [Fact]
    public async Task A_connection_over_which_nothing_comes_any_more_is_given_up()
    {
        await using var asterisk = await AsteriskServer.Start(Stop);
        using var client = new AriClient(asterisk.Options with { Heartbeat = TimeSpan.FromSeconds(1), CommandLimit = TimeSpan.FromSeconds(1) });
        await using var events = new Events(client);
        await events.Next<Connected>(Stop);

        await asterisk.Pause(Stop);
        var unanswered = await Assert.ThrowsAsync<AriException>(() => client.Info(Stop));
        await events.Next<Disconnected>(Stop);
        await asterisk.Resume(Stop);

        Assert.True(unanswered.IsUnanswered);
        await events.Next<Connected>(Stop);
    }

    [Fact]
    public async Task Who_is_taken_over_by_another_program_hears_of_it()
    {
        await using var asterisk = await AsteriskServer.Start(Stop);
        using var client = new AriClient(asterisk.Options);
        await using var events = new Events(client);
        await events.Next<Connected>(Stop);

        using var other = new AriClient(asterisk.Options);
        await using var theirs = new Events(other);
        await theirs.Next<Connected>(Stop);

        await events.Next<Replaced>(Stop);
        await events.Next<Disconnected>(Stop);
    }

    [Fact]
    public async Task What_Asterisk_refuses_is_told_apart()
    {
        await using var asterisk = await AsteriskServer.Start(Stop);
        using var client = new AriClient(asterisk.Options);
        using var stranger = new AriClient(asterisk.Options with { Password = "wrong" });

        var gone = await Assert.ThrowsAsync<AriException>(() => client.Answer("nobody", Stop));
        var nowhere = await Assert.ThrowsAsync<AriException>(() => client.Create(new NewChannel("PJSIP/nobody", "leg-1"), Stop));
        var strange = await Assert.ThrowsAsync<AriException>(() => stranger.Info(Stop));

        Assert.True(gone.IsGone);
        Assert.False(nowhere.IsGone || nowhere.IsConflict || nowhere.IsUnanswered);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, strange.Status);
        Assert.Null(await client.Channel("nobody", Stop));
        Assert.Null(await client.Bridge("nobody", Stop));
        Assert.Null(await client.Endpoint("PJSIP", "nobody", Stop));
        Assert.Null(await client.Variable("nobody", "ISBERG_CONTACT", Stop));
        Assert.Null(await client.RtpStatistics("nobody", Stop));
        await client.Hangup("nobody", HangupReason.Normal, Stop);
        await client.DestroyBridge("nobody", Stop);
        await client.StopPlayback("nothing", Stop);
    }

    [Fact]
    public async Task Nothing_that_may_be_logged_holds_the_password()
    {
        await using var asterisk = await AsteriskServer.Start(Stop);
        var password = asterisk.Password;

        Assert.DoesNotContain(password, asterisk.Options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", new NewPhone("maya", "secret", IsBrowser: true).ToString(), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(asterisk.PasswordFile));
    }
}
