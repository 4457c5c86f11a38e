using Isberg.Channels;
using Isberg.Channels.Chat;
using Isberg.Contacts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Isberg.Portal.Pages;

/// <summary>A citizen follows his own contact by reference and code, reads the answer, and may add to what he wrote. It is his receipt, too.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class StatusModel(
    FindConversation find, Conversations conversations, WriteMessage write, FileStore files, CitizenLimits limits, PageTexts texts) : PageModel
{
    private Citizen? citizen;

    public ConversationView? View { get; private set; }

    public IReadOnlyList<CitizenMessage> Messages { get; private set; } = [];

    public string CentreName { get; private set; } = "Isberg";

    /// <summary>What the service says on its receipt; empty when it says nothing of its own.</summary>
    public string Receipt { get; private set; } = "";

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public string Reference { get; private set; } = "";

    public string Code { get; private set; } = "";

    public string Key { get; private set; } = ConversationSecret.NewKey();

    public string Draft { get; private set; } = "";

    public bool HasReceived { get; private set; }

    /// <summary>The key of a text that says what is wrong.</summary>
    public string? Error { get; private set; }

    public bool IsAnswered => Messages.Any(it => it.Author == Author.Staff);

    public bool MayWrite => View?.State is ConversationState.Waiting or ConversationState.Talking;

    public string SecretLink => Url.Page("/Status", new { reference = Reference, code = Code })!;

    /// <summary>The key of a text that says how it stands.</summary>
    public string Standing => View!.State switch
    {
        _ when IsAnswered => "standingAnswered",
        ConversationState.Waiting => "standingWaiting",
        ConversationState.Talking => "standingTalking",
        ConversationState.Closed => "standingTurnedAway",
        _ => "standingEnded",
    };

    public async Task<IActionResult> OnGet(string? reference, string? code, bool received, CancellationToken stop)
    {
        if (reference is null || code is null) return Page();
        HasReceived = await Open(reference, code, stop) && received;
        return Page();
    }

    public async Task<IActionResult> OnPostLook(string? reference, string? code, CancellationToken stop)
    {
        await Open(reference ?? "", code ?? "", stop);
        return Page();
    }

    public async Task<IActionResult> OnPostWrite(string? reference, string? code, string? key, string? message, CancellationToken stop)
    {
        if (!await Open(reference ?? "", code ?? "", stop)) return Page();
        var text = (message ?? "").Replace("\r\n", "\n", StringComparison.Ordinal);
        if (!limits.MayWrite(citizen!.Contact)) return Again("error-tooOften", text);

        var outcome = await write.Run(new(citizen.Centre, citizen.Contact, Author.Citizen, null, key is { Length: > 0 and < 200 } ? key : Key, text), stop);
        return outcome.Refusal switch
        {
            null => RedirectToPage("/Status", new { reference = Reference, code = Code }),
            { Code: "message.invalid" } => Again("error-missing", text),
            { Code: "message.too_large" } => Again("error-tooLong", text),
            { Code: "conversation.ended" or "contact.unknown" } => RedirectToPage("/Status", new { reference = Reference, code = Code }),
            _ => Again("error-tryLater", text),
        };
    }

    public async Task<IActionResult> OnPostFile(string? reference, string? code, Guid file, CancellationToken stop)
    {
        if (!await Open(reference ?? "", code ?? "", stop)) return Page();
        if (await conversations.File(citizen!, file, stop) is not { } found || files.Open(citizen!.Centre, found.Id) is not { } content) return NotFound();

        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return File(content, found.ContentType, found.Name);
    }

    public string By(CitizenMessage message, PageTexts t) => message.Author switch
    {
        Author.Citizen => t["you"],
        Author.Staff => message.By is { Length: > 0 } name ? name : t["staff"],
        _ => t["automatic"],
    };

    private async Task<bool> Open(string reference, string code, CancellationToken stop)
    {
        (Reference, Code) = (reference, code);
        if (!limits.MayTrySecret(HttpContext))
        {
            Error = "error-tooOften";
            return false;
        }

        if (!(await find.Run(reference, code, stop)).Succeeded(out var found, out _))
        {
            limits.WasWrong(HttpContext);
            (Error, Response.StatusCode) = ("statusUnknown", 404);
            return false;
        }

        citizen = new Citizen(found.Centre, found.Contact);
        View = await conversations.View(citizen, texts.Language, stop);
        Messages = await conversations.Messages(citizen, 0, stop);
        (Reference, Code) = (View.Reference, ConversationSecret.CodeAsWritten(code));
        (CentreName, Zone, Receipt) = await conversations.Home(citizen, texts.Language, stop);
        return true;
    }

    private PageResult Again(string error, string draft)
    {
        (Error, Draft) = (error, draft);
        return Page();
    }
}
