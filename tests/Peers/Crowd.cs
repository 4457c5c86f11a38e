using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Isberg.World;

namespace Isberg.Peers;

/// <summary>
/// Citizens who write in the chat and agents who answer, over HTTP, without a pause. Whoever gets no answer asks again with the same
/// key, as browsers do. What the server acknowledged is remembered, to be compared with what is stored.
/// </summary>
internal sealed class Crowd(Uri address, string centre)
{
    private static readonly TimeSpan BeforeAgain = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock oneAtATime = new();
    private TaskCompletionSource awaited = new();
    private int left;

    /// <summary>Contacts whose beginning was acknowledged.</summary>
    public ConcurrentDictionary<Guid, string> Begun { get; } = new();

    /// <summary>Messages of citizens that were acknowledged, with their numbers.</summary>
    public ConcurrentDictionary<(Guid Contact, int Number), string> Written { get; } = new();

    /// <summary>Texts whose fate no answer told, because the conversation ended meanwhile.</summary>
    public ConcurrentDictionary<string, Guid> Unsure { get; } = new();

    /// <summary>Contacts whose acceptance, end and wrap-up were acknowledged.</summary>
    public ConcurrentDictionary<(Guid Contact, string Step), string> Done { get; } = new();

    /// <summary>Completes when so many more acts have been acknowledged.</summary>
    public Task After(int acts)
    {
        lock (oneAtATime)
        {
            awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            left = acts;
            return awaited.Task;
        }
    }

    /// <summary>Works until <paramref name="enough"/>; then each finishes what he has begun.</summary>
    public Task Work(int citizens, CancellationToken enough, CancellationToken stop) => Task.WhenAll(
        [.. Enumerable.Range(0, citizens).Select(_ => Citizen(enough, stop)), Agent("maya", enough, stop), Agent("noor", enough, stop)]);

    private void Acknowledged()
    {
        lock (oneAtATime)
        {
            if (--left == 0) awaited.TrySetResult();
        }
    }

    private async Task Citizen(CancellationToken enough, CancellationToken stop)
    {
        using var client = NewClient();
        while (!enough.IsCancellationRequested)
        {
            var (contact, token) = await Begin(client, Guid.NewGuid().ToString(), stop);
            for (var it = 0; it < 3 && !enough.IsCancellationRequested; it++)
                if (!await Write(client, contact, token, Guid.NewGuid().ToString(), stop)) break;
        }
    }

    private async Task<(Guid Contact, string Token)> Begin(HttpClient client, string key, CancellationToken stop)
    {
        while (true)
        {
            var (status, body) = await Try(client, HttpMethod.Post, $"/api/v1/public/{centre}/services/sales/chat", new { name = "Anna" }, key, null, stop);
            if (status == HttpStatusCode.OK)
            {
                var contact = body.GetProperty("contact").GetGuid();
                Begun[contact] = key;
                Acknowledged();
                return (contact, body.GetProperty("token").GetString()!);
            }

            if (status is not null) throw new InvalidOperationException($"Nobody can begin: {status} {body}");
            await Task.Delay(BeforeAgain, stop);
        }
    }

    private async Task<bool> Write(HttpClient client, Guid contact, string token, string key, CancellationToken stop)
    {
        var text = $"räksmörgås {key}";
        var tries = 0;
        while (true)
        {
            tries++;
            var (status, body) = await Try(client, HttpMethod.Post, $"/api/v1/public/conversations/{contact}/messages", new { key, text }, null, token, stop);
            if (status == HttpStatusCode.OK)
            {
                Written[(contact, body.GetProperty("number").GetInt32())] = text;
                Acknowledged();
                return true;
            }

            if (status is not null && tries > 1) Unsure[text] = contact;
            if (status is not null) return false; // the agent has ended it
            await Task.Delay(BeforeAgain, stop);
        }
    }

    private async Task Agent(string name, CancellationToken enough, CancellationToken stop)
    {
        using var client = NewClient();
        while (!enough.IsCancellationRequested)
        {
            var (status, desk) = await Try(client, HttpMethod.Get, "/api/v1/desk", null, null, null, stop);
            if (status == HttpStatusCode.Unauthorized) await SignIn(client, name, stop);
            if (status != HttpStatusCode.OK)
            {
                await Task.Delay(BeforeAgain, stop);
                continue;
            }

            if (desk.GetProperty("presence").GetString() != "Ready") await Try(client, HttpMethod.Post, "/api/v1/desk/presence", new { presence = "Ready" }, null, null, stop);
            var isIdle = !await Accept(client, desk, stop);
            foreach (var contact in desk.GetProperty("contacts").EnumerateArray()) isIdle &= !await Go(client, contact, stop);
            if (isIdle) await Task.Delay(BeforeAgain, stop);
        }
    }

    private async Task SignIn(HttpClient client, string name, CancellationToken stop)
    {
        var who = new { email = TestCentre.EmailOf(name, centre), password = TestCentre.Password };
        var (status, body) = await Try(client, HttpMethod.Post, "/api/v1/session", who, null, null, stop);
        if (status is not (null or HttpStatusCode.OK)) throw new InvalidOperationException($"{name} cannot sign in: {status} {body}");
    }

    private async Task<bool> Accept(HttpClient client, JsonElement desk, CancellationToken stop)
    {
        if (!desk.TryGetProperty("offer", out var offer) || offer.ValueKind != JsonValueKind.Object) return false;
        return await Do(client, offer.GetProperty("contact").GetGuid(), "accept", "/api/v1/desk/offers", new { offer = offer.GetProperty("offer").GetInt32() }, stop);
    }

    private Task<bool> Go(HttpClient client, JsonElement contact, CancellationToken stop)
    {
        var id = contact.GetProperty("contact").GetGuid();
        return contact.GetProperty("stage").GetString() == "WrappingUp"
            ? Do(client, id, "wrap-up", "/api/v1/desk/contacts", new { reasons = Array.Empty<Guid>() }, stop)
            : Do(client, id, "end", "/api/v1/desk/contacts", new { }, stop);
    }

    private async Task<bool> Do(HttpClient client, Guid contact, string step, string under, object body, CancellationToken stop)
    {
        var (status, _) = await Try(client, HttpMethod.Post, $"{under}/{contact}/{step}", body, null, null, stop);
        if (status != HttpStatusCode.NoContent) return false;
        Done[(contact, step)] = step;
        Acknowledged();
        return true;
    }

    /// <summary>No status: no answer, or that of a server which cannot store just now.</summary>
    private static async Task<(HttpStatusCode? Status, JsonElement Body)> Try(
        HttpClient client, HttpMethod method, string path, object? content, string? key, string? token, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content is null ? null : JsonContent.Create(content) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await client.SendAsync(request, stop);
            if (answer.StatusCode is HttpStatusCode.ServiceUnavailable) return (null, default);
            var text = await answer.Content.ReadAsStringAsync(stop);
            if (answer.StatusCode == HttpStatusCode.InternalServerError) throw new InvalidOperationException($"{path}: {text}");
            return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return (null, default);
        }
    }

    private HttpClient NewClient()
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address, Timeout = Patience };
        client.DefaultRequestHeaders.Add("X-Isberg", "1"); // no page of a foreign site
        return client;
    }
}
