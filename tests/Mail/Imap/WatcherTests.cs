using System.Collections.Concurrent;
using Isberg.Mail.Imap;
using Isberg.Mail.Security;
using Isberg.Mail.World;

namespace Isberg.Mail;

/// <summary>A watcher loses no mail, whatever its server goes through.</summary>
public sealed class WatcherTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(Stop);
    private readonly BlockingCollection<Taken> taken = [];
    private readonly BlockingCollection<MailboxState> states = [];
    private Task? watching;

    [Fact]
    public async Task Every_mail_is_handed_on_once_and_in_order_though_the_server_is_killed_in_the_middle()
    {
        await using var server = await ImapServer.Start(Stop);
        server.Deliver("maya", "1");
        Watch(server);
        Assert.Equal([1u], Next().Ids);
        server.Deliver("maya", "2");
        Assert.Equal([2u], Next().Ids);

        await server.Kill(Stop);
        var lost = NextState(it => !it.IsReadable);
        Assert.Contains(lost.Why!.Fault, new[] { ImapFault.ConnectionLost, ImapFault.Bye });
        server.Deliver("maya", "3");
        await server.Restart(Stop);
        Assert.True(NextState(it => it.IsReadable).Since > lost.Since);
        Assert.Equal([3u], Next().Ids);

        await server.Stop(Stop);
        var unreachable = NextState(it => it.Why?.Fault == ImapFault.Unreachable);
        server.Deliver("maya", "4");
        Assert.Equal(unreachable.Since, NextState(it => it.NextTry > unreachable.NextTry).Since);
        await server.Restart(Stop);
        Assert.Equal([4u], Next().Ids);
        Assert.Empty(taken);
    }

    [Fact]
    public async Task A_watcher_goes_on_where_another_has_stopped()
    {
        await using var server = await ImapServer.Start(Stop);
        for (var it = 1; it <= 5; it++) server.Deliver("maya", $"{it}");
        Watch(server);
        var all = Next();
        Assert.Equal([1u, 2, 3, 4, 5], all.Ids);
        await End();

        Watch(server, from: new MailboxPlace(all.Validity, 3));
        Assert.Equal([4u, 5], Next().Ids);
    }

    [Fact]
    public async Task All_is_handed_on_again_when_the_numbers_have_changed()
    {
        await using var server = await ImapServer.Start(Stop);
        server.Deliver("maya", "1");
        server.Deliver("maya", "2");
        Watch(server);
        var before = Next();
        await server.Kill(Stop);
        server.Renumber("maya");
        await server.Restart(Stop);
        var after = Next();

        Assert.Equal((false, true, 2), (before.StartsOver, after.StartsOver, after.Ids.Length));
        Assert.NotEqual(before.Validity, after.Validity);
        server.Deliver("maya", "3");
        Assert.Equal((false, 1), (Next() is var last && last.StartsOver, last.Ids.Length));
    }

    [Fact]
    public async Task A_refused_password_and_a_missing_folder_are_told_in_words_until_they_are_mended()
    {
        await using var server = await ImapServer.Start(Stop);
        server.Deliver("maya", "1");
        server.ChangePassword("maya", "Another-password");
        Watch(server);
        Assert.Equal(ImapFault.AuthenticationRefused, NextState(it => it.Why is not null).Why!.Fault);
        server.ChangePassword("maya", ImapServer.Password);
        Assert.Equal([1u], Next().Ids);
        await End();

        Watch(server, folder: "Ärenden");
        Assert.Equal(ImapFault.FolderMissing, NextState(it => it.Why is { Fault: not ImapFault.AuthenticationRefused }).Why!.Fault);
    }

    [Fact]
    public async Task What_fails_while_it_is_taken_is_handed_on_again()
    {
        await using var server = await ImapServer.Start(Stop);
        server.Deliver("maya", "1");
        var isFirst = true;
        Watch(server, take: async (news, stop) =>
        {
            if (isFirst)
            {
                isFirst = false;
                await server.Kill(stop);
                await server.Restart(stop);
            }

            using var mail = new MemoryStream();
            await news.Folder.Messages.DownloadAsync(news.Messages[0].UniqueId, mail, stop: stop);
        });

        Assert.Equal([1u], Next().Ids);
    }

    [Fact]
    public async Task A_fault_of_whoever_takes_ends_the_watch()
    {
        await using var server = await ImapServer.Start(Stop);
        server.Deliver("maya", "1");
        Watch(server, take: (_, _) => throw new InvalidDataException("a bug"));

        await Assert.ThrowsAsync<InvalidDataException>(() => watching!);
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        if (watching is not null) await watching.ContinueWith(_ => { }, TaskScheduler.Default);
        over.Dispose();
        taken.Dispose();
        states.Dispose();
    }

    private void Watch(ImapServer server, MailboxPlace? from = null, string folder = "INBOX", Func<MailboxNews, CancellationToken, Task>? take = null)
    {
        var access = new MailboxAccess("localhost", server.TlsPort, SecureSocketOptions.SslOnConnect, _ => Task.FromResult<SaslMechanism>(new SaslMechanismPlain("maya", ImapServer.Password)))
        {
            Folder = folder,
            ServerCertificateValidationCallback = server.Trust,
            AfterRefusal = TimeSpan.FromMilliseconds(100),
            Pauses = (TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200)),
            Self = new Dictionary<string, string> { ["name"] = "Watcher" },
        };
        var watcher = new MailboxWatcher(access, TimeProvider.System) { StateChanged = states.Add };
        watching = watcher.RunAsync(from, Note, over.Token);

        async Task Note(MailboxNews news, CancellationToken stop)
        {
            if (take is not null) await take(news, stop);
            taken.Add(new Taken(news.StartsOver, news.Folder.UidValidity, [.. news.Messages.Select(it => it.UniqueId.Id)]), stop);
        }
    }

    private async Task End()
    {
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching!);
        over.Dispose();
        over = CancellationTokenSource.CreateLinkedTokenSource(Stop);
    }

    private Taken Next()
    {
        if (taken.TryTake(out var it, (int)Limit.TotalMilliseconds, Stop)) return it;
        throw new TimeoutException("Nothing was handed on.", watching!.Exception);
    }

    private MailboxState NextState(Func<MailboxState, bool> isWanted)
    {
        while (states.TryTake(out var it, (int)Limit.TotalMilliseconds, Stop))
            if (isWanted(it)) return it;
        throw new TimeoutException("The state did not come about.");
    }

    private sealed record Taken(bool StartsOver, uint Validity, uint[] Ids);
}
