using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Isberg.Access;
using Isberg.Contacts;
using Isberg.Ledger;
using Isberg.Routing;
using Microsoft.Extensions.Hosting;

namespace Isberg.Channels.Chat;

/// <summary>One open stream: is told to look again, with what there is to see.</summary>
internal sealed class ChatListener(ContactId contact)
{
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private ConversationLook? look;
    private int hasTyped;

    public ContactId Contact { get; } = contact;

    /// <summary>Rings when something has changed; many changes ring once.</summary>
    public ChannelReader<bool> Bell => bell.Reader;

    public void Show(ConversationLook? now)
    {
        Volatile.Write(ref look, now);
        bell.Writer.TryWrite(true);
    }

    public void ShowTyping()
    {
        Volatile.Write(ref hasTyped, 1);
        bell.Writer.TryWrite(true);
    }

    public ConversationLook? TakeLook() => Interlocked.Exchange(ref look, null);

    public bool TakeTyping() => Interlocked.Exchange(ref hasTyped, 0) == 1;
}

/// <summary>Follows what the centres commit and rings at the streams it concerns.</summary>
public sealed class ChatFollowers(LiveCentres centres, Typing typing, TimeProvider clock) : IHostedService, IDisposable
{
    /// <summary>When the queue moves, everybody's place is told anew, at most this often; so are notices and closings when they are put up.</summary>
    private static readonly TimeSpan PlacesEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<CentreId, Lazy<Task>> following = new();
    private readonly ConcurrentDictionary<ContactId, ImmutableArray<ChatListener>> listeners = new();
    private readonly ConcurrentDictionary<CentreId, ConcurrentDictionary<ContactId, bool>> listenedTo = new();
    private readonly CancellationTokenSource end = new();

    /// <summary>Ends when the server stops, so that no open stream keeps it up.</summary>
    public CancellationToken Stopping => end.Token;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => end.CancelAsync();

    public void Dispose() => end.Dispose();

    internal ChatListener Listen(Citizen citizen)
    {
        var listener = new ChatListener(citizen.Contact);
        listeners.AddOrUpdate(citizen.Contact, _ => [listener], (_, others) => others.Add(listener));
        listenedTo.GetOrAdd(citizen.Centre, _ => new())[citizen.Contact] = true;
        _ = following.GetOrAdd(citizen.Centre, id => new Lazy<Task>(() => Task.WhenAll(FollowEvents(id), FollowTyping(id)))).Value;
        return listener;
    }

    internal void Leave(Citizen citizen, ChatListener listener)
    {
        var left = listeners.AddOrUpdate(citizen.Contact, _ => [], (_, others) => others.Remove(listener));
        if (left.IsEmpty && listeners.TryRemove(KeyValuePair.Create(citizen.Contact, left))) listenedTo[citizen.Centre].TryRemove(citizen.Contact, out _);
    }

    private async Task FollowEvents(CentreId centre)
    {
        var live = centres.Of(centre);
        var news = live.Publication.Follow(end.Token);
        var concerned = new HashSet<ContactId>();
        var placesAt = clock.GetTimestamp();
        var haveMoved = false;
        while (await IsNews(news, haveMoved ? PlacesEvery - clock.GetElapsedTime(placesAt) : Timeout.InfiniteTimeSpan))
        {
            while (news.TryRead(out var batch))
            {
                foreach (var it in batch)
                {
                    if (it.Event is IOfContact of && listeners.ContainsKey(of.Contact)) concerned.Add(of.Contact);
                    haveMoved |= it.Event is ContactQueued or OfferAccepted or ContactClosed or ContactPrioritised or SettingChanged;
                }
            }

            if (haveMoved && clock.GetElapsedTime(placesAt) >= PlacesEvery)
            {
                concerned.UnionWith(listenedTo[centre].Keys);
                (haveMoved, placesAt) = (false, clock.GetTimestamp());
            }

            if (concerned.Count > 0) await Show(live, [.. concerned]);
            concerned.Clear();
        }
    }

    /// <summary>Waits for news, at most so long; false when the server stops.</summary>
    private async Task<bool> IsNews(ChannelReader<Committed[]> news, TimeSpan most)
    {
        if (most != Timeout.InfiniteTimeSpan && most <= TimeSpan.Zero) return !end.IsCancellationRequested;
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        if (most != Timeout.InfiniteTimeSpan) wait.CancelAfter(most);
        try
        {
            return await news.WaitToReadAsync(wait.Token);
        }
        catch (OperationCanceledException)
        {
            return !end.IsCancellationRequested;
        }
    }

    private async Task Show(LiveCentre live, ContactId[] contacts)
    {
        try
        {
            var looks = await live.Inbox.Ask(state => contacts.Select(it => ConversationLook.At(state, it)).ToArray(), end.Token);
            for (var at = 0; at < contacts.Length; at++)
            {
                foreach (var listener in listeners.GetValueOrDefault(contacts[at], [])) listener.Show(looks[at]);
            }
        }
#pragma warning disable CA1031 // A floor that starts again answers nothing for a moment; the streams then look for themselves.
        catch (Exception) when (!end.IsCancellationRequested)
#pragma warning restore CA1031
        {
            foreach (var contact in contacts)
            {
                foreach (var listener in listeners.GetValueOrDefault(contact, [])) listener.Show(null);
            }
        }
    }

    private async Task FollowTyping(CentreId centre)
    {
        await foreach (var typed in typing.Follow(end.Token).ReadAllAsync(CancellationToken.None))
        {
            if (typed.Centre != centre || typed.By != Author.Staff) continue;
            foreach (var listener in listeners.GetValueOrDefault(typed.Contact, [])) listener.ShowTyping();
        }
    }
}
