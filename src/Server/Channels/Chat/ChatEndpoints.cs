using System.ComponentModel.DataAnnotations;
using Isberg.Api;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Chat;

/// <summary>The citizens' side of the chat: which services there are, beginning, and one conversation with its own secret.</summary>
public static class ChatEndpoints
{
    public const string IdempotencyHeader = "Idempotency-Key";

    public static readonly Refusal WrongKey = new(
        "idempotency_key.invalid",
        $"{IdempotencyHeader} needs {ConversationSecret.ShortestKey} to {ConversationSecret.LongestKey} random characters, for instance a random UUID.");

    public static readonly Refusal WrongLanguage = new("language.invalid", "A language is written with its two-letter code, for instance sv.");
    public static readonly Refusal NoChat = new("service.no_chat", "This service has no chat.");
    public static readonly Refusal MayNotLeave = new("conversation.answered", "The conversation is being answered already. Write there.");
    public static readonly Refusal NoForm = new("service.no_form", "No message can be left with this service.");
    public static readonly Refusal TooManyStreams = new("stream.too_many", "This conversation is open in too many windows. Close one of them.");

    public static void Map(IEndpointRouteBuilder api)
    {
        var citizens = api.MapGroup("/public").RequireCors(AllowedOrigins.Policy).ForAll().WithTags("Citizens")
            .AddEndpointFilter((call, next) => call.HttpContext.RequestServices.GetRequiredService<AllowedOrigins>().Guard(call, next));
        citizens.MapGet("/{centre}/services", Services);
        citizens.MapPost("/{centre}/services/{service}/chat", Begin);
        InvitationEndpoints.Map(citizens);

        var conversation = citizens.MapGroup("/conversations/{contact:guid}")
            .AddEndpointFilter((call, next) => call.HttpContext.RequestServices.GetRequiredService<ConversationDoor>().Guard(call, next));
        conversation.MapGet("", Show);
        conversation.MapGet("/messages", Messages);
        conversation.MapPost("/messages", Write);
        conversation.MapPost("/typing", Type);
        conversation.MapPost("/files", SendFile).AcceptsUpTo(FileStore.LargestBytes).Accepts<Stream>("application/octet-stream");
        conversation.MapGet("/files/{file:guid}", Download);
        conversation.MapPost("/leave", LeaveMessage);
        conversation.MapPost("/end", End);
        conversation.MapPost("/by-mail", ByMail);
        conversation.MapGet("/transcript", DownloadTranscript);
        conversation.MapGet("/stream", Stream);
    }

    /// <param name="Language">Two letters; the citizen's, which the person who answers should speak.</param>
    /// <param name="Message">The first message; it may come later, too.</param>
    /// <param name="Page">The address of the page that the citizen is on; what follows "?" and "#" is not kept.</param>
    public sealed record BeginRequest(
        string? Name = null, string? Email = null, string? Phone = null, string? Language = null, string? Message = null, string? Page = null);

    /// <param name="Token">Opens this conversation and nothing else; shown this once.</param>
    public sealed record BegunView(Guid Contact, string Reference, string Token, ConversationView Conversation);

    /// <param name="Key">Chosen by the sender; the same message sent again is the same message.</param>
    public sealed record WriteRequest(string Key, string Text);

    public sealed record WrittenView(int Number, DateTimeOffset At);

    /// <param name="Key">Chosen by the sender, random; the same message left again is the same message.</param>
    public sealed record LeaveRequest(string Key, string Message, string? Name = null, string? Email = null, string? Phone = null);

    /// <param name="Email">Where the rest of the conversation is to go.</param>
    public sealed record ByMailRequest([property: MaxLength(Limits.Name)] string Email);

    /// <param name="Code">With the reference, opens the page where the answer can be read.</param>
    public sealed record LeftView(Guid Contact, string Reference, string Code);

    private static async Task<Results<Ok<PublicCentre>, ProblemHttpResult>> Services(
        string centre, string? language, PublicServices services, CancellationToken stop) =>
        (await services.In(centre, language ?? "sv", stop)).Succeeded(out var found, out var no) ? TypedResults.Ok(found) : Problem.Of(no);

    private static async Task<Results<Ok<BegunView>, ProblemHttpResult>> Begin(
        string centre, string service, BeginRequest request, [FromHeader(Name = IdempotencyHeader)] string? key, HttpContext context,
        PublicServices services, CitizenLimits limits, ReceiveContact receive, Conversations conversations, CitizenPresence presence, CancellationToken stop)
    {
        key ??= ConversationSecret.NewKey();
        if (key.Length is < ConversationSecret.ShortestKey or > ConversationSecret.LongestKey) return Problem.Of(WrongKey);
        if (request.Language is { } wanted && !IsLanguage(wanted)) return Problem.Of(WrongLanguage);
        if (!limits.MayStart(context)) return Problem.Of(CitizenLimits.TooMany);
        if (!(await services.Find(centre, service, request.Language ?? "sv", stop)).Succeeded(out var found, out var no)) return Problem.Of(no);
        if (found.Shown.In(Channel.Chat) is not { } chat) return Problem.Of(NoChat);
        if (!chat.IsOpen && !chat.AcceptsWhenClosed) return Problem.Of(ClosedNow(chat));

        var token = ConversationSecret.Token(found.Centre, key);
        var citizen = new Citizen(found.Centre, ConversationSecret.Contact(found.Centre, key));
        presence.Seen(citizen.Centre, citizen.Contact);
        var outcome = await receive.Run(
            new ReceiveContact.Command(found.Centre, found.Service, Channel.Chat, citizen.Contact, token)
            {
                Language = request.Language is { } spoken ? new Language(spoken) : null,
                Text = request.Message, Name = request.Name, Email = request.Email, Phone = request.Phone, Page = request.Page,
                From = context.Connection.RemoteIpAddress?.ToString(),
            },
            stop);
        if (!outcome.Succeeded(out var received, out no)) return Problem.Of(no);

        var view = await conversations.View(citizen, request.Language, stop);
        return TypedResults.Ok(new BegunView(received.Contact.Value, received.Reference, token, view));
    }

    private static async Task<Ok<ConversationView>> Show(HttpContext context, string? language, Conversations conversations, CancellationToken stop) =>
        TypedResults.Ok(await conversations.View(context.Citizen(), language, stop));

    private static async Task<Ok<IReadOnlyList<CitizenMessage>>> Messages(HttpContext context, Conversations conversations, CancellationToken stop, int after = 0) =>
        TypedResults.Ok(await conversations.Messages(context.Citizen(), after, stop));

    private static async Task<Results<Ok<WrittenView>, ProblemHttpResult>> Write(
        WriteRequest request, HttpContext context, WriteMessage write, CitizenLimits limits, CancellationToken stop)
    {
        var citizen = context.Citizen();
        if (request.Key is not { Length: > 0 and <= ConversationSecret.LongestKey }) return Problem.Of(WrongKey);
        if (!limits.MayWrite(citizen.Contact)) return Problem.Of(CitizenLimits.TooMany);
        var outcome = await write.Run(new(citizen.Centre, citizen.Contact, Author.Citizen, null, request.Key, request.Text ?? "") { IsInChat = true }, stop);
        return outcome.Succeeded(out var written, out var no) ? TypedResults.Ok(new WrittenView(written.Number, written.At)) : Problem.Of(no);
    }

    private static NoContent Type(HttpContext context, Typing typing)
    {
        var citizen = context.Citizen();
        typing.Tell(new Typed(citizen.Centre, citizen.Contact, Author.Citizen));
        return TypedResults.NoContent();
    }

    /// <summary>The body is the file; what it is, is seen from what is in it.</summary>
    private static async Task<Results<Ok<WrittenView>, ProblemHttpResult>> SendFile(
        string name, string key, HttpContext context, WriteMessage write, CitizenLimits limits, CancellationToken stop)
    {
        var citizen = context.Citizen();
        if (key is not { Length: > 0 and <= ConversationSecret.LongestKey }) return Problem.Of(WrongKey);
        if (!limits.MayWrite(citizen.Contact)) return Problem.Of(CitizenLimits.TooMany);
        if (context.Request.ContentLength > FileStore.LargestBytes) return Problem.Of(FileStore.TooLarge);
        if (!limits.MayUpload(context, context.Request.ContentLength ?? FileStore.LargestBytes)) return Problem.Of(CitizenLimits.TooMany);

        var outcome = await write.SendFile(new(citizen.Centre, citizen.Contact, Author.Citizen, null, key, "") { IsInChat = true }, name, context.Request.Body, stop);
        return outcome.Succeeded(out var written, out var no) ? TypedResults.Ok(new WrittenView(written.Number, written.At)) : Problem.Of(no);
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Download(
        Guid file, HttpContext context, Conversations conversations, FileStore files, CancellationToken stop) =>
        FileEndpoints.Send(context, files, context.Citizen().Centre, await conversations.File(context.Citizen(), file, stop));

    /// <summary>The message is received first, then the citizen leaves the queue: a repeat finds the first already done, and nothing is lost between.</summary>
    private static async Task<Results<Ok<LeftView>, ProblemHttpResult>> LeaveMessage(
        LeaveRequest request, HttpContext context, Conversations conversations, ReceiveContact receive, EndChat end, CitizenLimits limits, CancellationToken stop)
    {
        var citizen = context.Citizen();
        if (request.Key is not { Length: >= ConversationSecret.ShortestKey and <= ConversationSecret.LongestKey }) return Problem.Of(WrongKey);
        if (MessageText.Check(request.Message ?? "") is { } wrong) return Problem.Of(wrong);
        if (!limits.MayWrite(citizen.Contact)) return Problem.Of(CitizenLimits.TooMany);
        var look = await conversations.Look(citizen, stop);
        if (look.Channel != Channel.Chat || look.State is ConversationState.Talking or ConversationState.Ended) return Problem.Of(MayNotLeave);
        if (!await conversations.TakesForms(look.Service, stop)) return Problem.Of(NoForm);

        var key = $"{citizen.Contact.Value} {request.Key}";
        var code = ConversationSecret.Code(citizen.Centre, key);
        var outcome = await receive.Run(
            new ReceiveContact.Command(citizen.Centre, look.Service, Channel.Form, ConversationSecret.Contact(citizen.Centre, key), code)
            {
                Language = look.Language, Text = request.Message, Name = request.Name, Email = request.Email, Phone = request.Phone, Earlier = citizen.Contact,
            },
            stop);
        if (!outcome.Succeeded(out var received, out var no)) return Problem.Of(no);
        if (await end.Run(citizen, LeaveWay.LeftMessage, stop) is { } notLeft) return Problem.Of(notLeft);
        return TypedResults.Ok(new LeftView(received.Contact.Value, received.Reference, code));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ByMail(
        ByMailRequest request, HttpContext context, GoOnByMail goOn, CitizenLimits limits, CancellationToken stop)
    {
        if (!limits.MayWrite(context.Citizen().Contact)) return Problem.Of(CitizenLimits.TooMany);
        return await goOn.Run(context.Citizen(), request.Email, stop) is { } no ? Problem.Of(no) : TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> End(HttpContext context, EndChat end, CancellationToken stop) =>
        await end.Run(context.Citizen(), LeaveWay.HungUp, stop) is { } no ? Problem.Of(no) : TypedResults.NoContent();

    private static async Task<FileContentHttpResult> DownloadTranscript(
        HttpContext context, string? language, Conversations conversations, CancellationToken stop)
    {
        var (page, name) = await conversations.Transcript(context.Citizen(), language, stop);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(page, "text/html; charset=utf-8", name);
    }

    private static Results<ServerSentEventsResult<object>, ProblemHttpResult> Stream(
        HttpContext context, string? language, Conversations conversations, ChatFollowers followers, CitizenPresence presence, Invitations invitations, CancellationToken stop, int after = 0)
    {
        var citizen = context.Citizen();
        if (presence.Open(citizen.Contact) is not { } stay) return Problem.Of(TooManyStreams);
        context.Response.RegisterForDispose(stay);
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(new ChatStream(citizen, conversations, followers, invitations).Run(after, language, stop));
    }

    private static Refusal ClosedNow(PublicChannel chat) => new(
        "service.closed", chat.Opens is { } opens ? $"The chat is closed. It opens at {opens.UtcDateTime:yyyy-MM-ddTHH:mmZ}." : "The chat is closed.");

    private static bool IsLanguage(string code) => code.Length == 2 && code.All(char.IsAsciiLetterLower);
}
