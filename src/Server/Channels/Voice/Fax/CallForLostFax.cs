using System.Security.Cryptography;
using System.Text;
using Isberg.Contacts;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice.Fax;

/// <summary>A fax that cannot be sent, in a contact that is over, begins a contact, once: else nobody would know that its recipient has no answer.</summary>
internal sealed partial class CallForLostFax(Databases databases, ReceiveContact receive, ILogger<CallForLostFax> log)
{
    public async Task Run(LetterRow fax, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var contact = await db.Contacts.AsNoTracking().SingleAsync(it => it.Id == fax.Contact, stop);
        if (contact.Stage is not (Stage.WrappingUp or Stage.Closed)) return; // whoever handles it sees it there

        var command = new ReceiveContact.Command(contact.Centre, contact.Service, Channel.Fax, CalledFor(fax.Id), ConversationSecret.NewKey())
        {
            Author = Author.Automatic, Earlier = contact.Id, Customer = contact.Customer, Language = contact.Language, Phone = Customers.Address.Phone(fax.To),
            Text = Sentence(contact.Language?.Code, fax.To, contact.Reference),
        };
        if (!(await receive.Run(command, stop)).Succeeded(out _, out var refusal)) NobodyCalled(log, fax.Id.Value, refusal.Code);
    }

    private static string Sentence(string? language, string? to, string reference) => language switch
    {
        "fi" => $"Faksia ei voitu lähettää numeroon {to}. Se kuului yhteydenottoon {reference}. Tarkistakaa numero ja lähettäkää uudelleen tai vastatkaa toisella tavalla.",
        "en" => $"A fax could not be sent to {to}. It belonged to contact {reference}. Check the number and send it again, or answer in another way.",
        _ => $"Ett fax kunde inte skickas till {to}. Det hörde till kontakt {reference}. Kontrollera numret och skicka igen, eller svara på annat sätt.",
    };

    private static ContactId CalledFor(LetterId fax) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"lost fax {fax.Value}")).AsSpan(0, 16)));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Fax {Fax} could not be sent, and nobody could be told: {Why}")]
    private static partial void NobodyCalled(ILogger log, Guid fax, string why);
}
