using Isberg.Channels;
using Isberg.Channels.Form;
using Isberg.Contacts;
using Isberg.Services;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Isberg.Portal.Pages;

/// <summary>A field as the form draws it.</summary>
/// <param name="Kind">line, text, choice, yes, or an input's type.</param>
public sealed record FieldView(
    string Key, string Name, string Kind, string Label, string? Value, bool IsRequired, string? Help, string? Error, int Longest,
    string? Autocomplete, IReadOnlyList<string> Options);

/// <summary>One service: how it stands, when it is open, and its form.</summary>
[RequestSizeLimit(LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestRequest, ValueCountLimit = MostValues, ValueLengthLimit = LongestValue)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ServiceModel(PublicServices services, ReceiveContact receive, FileStore files, CitizenLimits limits, PageTexts texts) : PageModel
{
    private const int LargestRequest = (FileStore.MostInMessage * FileStore.LargestBytes) + (1024 * 1024);
    private const int MostValues = 100;
    private const int LongestValue = 64 * 1024;
    private const string Own = "own-";

    private static readonly string[] Standard = ["matter", "message", "name", "email", "phone", "files"];

    /// <summary>There is no such service.</summary>
    public bool IsMissing { get; private set; }

    public ServiceAddress Found { get; private set; } = null!;

    public string CentreKey { get; private set; } = "";

    /// <summary>The same form sent twice is one contact.</summary>
    public string Key { get; private set; } = ConversationSecret.NewKey();

    public FormAnswers Answers { get; private set; } = new(null, null, null, null, null, new Dictionary<string, string>(StringComparer.Ordinal));

    public IReadOnlyList<FormError> Errors { get; private set; } = [];

    public Task OnGet(string centre, string service, CancellationToken stop) => Load(centre, service, stop);

    public async Task<IActionResult> OnPost(string centre, string service, CancellationToken stop)
    {
        if (!await Load(centre, service, stop)) return Page();
        if (Found.Shown.In(Channel.Form) is not { } form || (!form.IsOpen && !form.AcceptsWhenClosed)) return Page();

        var sent = await Request.ReadFormAsync(stop);
        if (sent["key"].ToString() is { Length: >= ConversationSecret.ShortestKey and <= ConversationSecret.LongestKey } key) Key = key;
        Answers = new FormAnswers(
            sent["matter"], sent["message"], sent["name"], sent["email"], sent["phone"],
            Found.Form.Fields.ToDictionary(it => it.Key, it => sent[Own + it.Key].ToString(), StringComparer.Ordinal));
        Errors = [.. Answers.Check(Found.Form)];
        if (sent["website"].ToString().Length > 0) Errors = [new("message", "trapped")];
        if (sent.Files.Count > FileStore.MostInMessage) Errors = [.. Errors, new("files", "tooManyFiles")];
        if (Errors.Count == 0 && !MayStart(sent.Files)) Errors = [new("message", "tooOften")];
        return Errors.Count > 0 ? Page() : await Receive(sent.Files, stop);
    }

    public FormError? ErrorOf(string field) => Errors.Where(it => it.Field == field).Select(it => (FormError?)it).FirstOrDefault();

    public string Sentence(FormError error, PageTexts t) => t.Say($"error-{error.Why}");

    public string LabelOf(string key, PageTexts t) => Standard.Contains(key, StringComparer.Ordinal)
        ? t[key]
        : Found.Form.Fields.FirstOrDefault(it => it.Key == key)?.Label.Best(t.Language) ?? t["message"];

    public FieldView Field(string key, string kind, string? value, bool isRequired, string? autocomplete = null) => new(
        key, key, kind, texts[key], value, isRequired, null, ErrorOf(key) is { } error ? Sentence(error, texts) : null,
        FormAnswers.LongestLine, autocomplete, []);

    public FieldView Field(FormField field) => new(
        field.Key, Own + field.Key, KindOf(field), field.Label.Best(texts.Language), Answers.Fields.GetValueOrDefault(field.Key), field.IsRequired,
        field.Help?.Best(texts.Language), ErrorOf(field.Key) is { } error ? Sentence(error, texts) : null, FormAnswers.LongestLine, null,
        [.. (field.Options ?? []).Select(it => it.Best(texts.Language))]);

    public string Span(OpenInterval open, PageTexts t) =>
        open.Until - open.From >= TimeSpan.FromHours(24) ? t["roundTheClock"] : $"{t.Time(open.From, Found.Zone)}–{t.Time(open.Until, Found.Zone)}";

    private static string KindOf(FormField field) => field.Kind switch
    {
        FormFieldKind.Phone => "tel",
        _ => field.Kind.ToString().ToLowerInvariant(),
    };

    private bool MayStart(IFormFileCollection sent) =>
        limits.MayStart(HttpContext) && (sent.Count == 0 || limits.MayUpload(HttpContext, sent.Sum(it => it.Length)));

    private async Task<bool> Load(string centre, string service, CancellationToken stop)
    {
        if (!(await services.Find(centre, service, texts.Language, stop)).Succeeded(out var found, out _))
        {
            IsMissing = true;
            return false;
        }

        (Found, CentreKey) = (found, centre);
        return true;
    }

    private static string ErrorOf(Refusal no) =>
        no == FileStore.TooLarge || no == VirusScanner.Unscannable ? "fileTooLarge" : no == VirusScanner.Unsafe ? "fileUnsafe" : no == FileStore.NoRoom || no == VirusScanner.Unscanned ? "tryLater" : "fileKind";

    private async Task<IActionResult> Receive(IFormFileCollection sent, CancellationToken stop)
    {
        var kept = new List<FileReference>();
        var isUsed = false;
        try
        {
            foreach (var file in sent.Where(it => it.Length > 0))
            {
                await using var content = file.OpenReadStream();
                if ((await files.Save(Found.Centre, file.FileName, content, stop)).Succeeded(out var saved, out var no)) kept.Add(saved);
                else return Again(new FormError("files", ErrorOf(no)));
            }

            var code = ConversationSecret.Code(Found.Centre, Key);
            var outcome = await receive.Run(
                new ReceiveContact.Command(Found.Centre, Found.Service, Channel.Form, ConversationSecret.Contact(Found.Centre, Key), code)
                {
                    Language = new Language(texts.Language), Matter = Answers.Matter, Text = Answers.Text(Found.Form, texts.Language), Files = kept,
                    Name = Answers.Name, Email = Answers.Email, Phone = Answers.Phone, From = HttpContext.Connection.RemoteIpAddress?.ToString(),
                },
                stop);
            if (!outcome.Succeeded(out var received, out var refusal)) return Again(Error(refusal));

            isUsed = received.IsNew;
            return RedirectToPage("/Status", new { reference = received.Reference, code, received = true });
        }
        finally
        {
            if (!isUsed) kept.ForEach(it => files.Delete(Found.Centre, it.Id));
        }
    }

    private PageResult Again(FormError error)
    {
        Errors = [error];
        return Page();
    }

    private static FormError Error(Refusal refusal) => refusal.Code switch
    {
        "message.too_large" => new("message", "tooLong"),
        "sender.forbidden" => new("message", "blocked"),
        "message.invalid" or "matter.invalid" or "name.invalid" => new("message", "wrong"),
        _ => new("message", "tryLater"),
    };
}
