using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>A call comes in: its number says which centre and service it is for, and it becomes a contact.</summary>
internal sealed class ArriveCall(Databases databases, ReceiveContact receive, Exchange exchange, TimeProvider clock)
{
    /// <summary>So long a caller hears it ring while the floor cannot take him.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    /// <summary>Once for each call; one that could not be taken is to be looked at again.</summary>
    public async Task Run(Call call, CancellationToken stop)
    {
        if (call.Arrived is not { } arrived) return;

        call.Number ??= await NumberOf(arrived.Dialled, stop);
        if (call.Number is not { } number)
        {
            (call.LastWords, call.IsReceived) = (Sayings.Say(call.Language, "unknown"), true);
            return;
        }

        (call.Centre, call.Language) = (number.Centre, number.Language);
        await Exchange.IfThere(exchange.Client.SetVariable(call.Caller, "ISBERG_CONTACT", call.Contact.Value.ToString("N"), stop));
        var command = new ReceiveContact.Command(number.Centre, number.Service, Channel.Voice, call.Contact, ConversationSecret.NewKey())
        {
            Language = number.Language, Phone = Address.Phone(arrived.From),
        };
        if ((await receive.Run(command, stop)).Succeeded(out _, out var refusal)) call.IsReceived = true;
        else if (refusal == ReceiveContact.Blocked) (call.IsReceived, call.IsBlocked) = (true, true);
        else if (clock.GetUtcNow() - arrived.At > Patience) (call.LastWords, call.IsReceived) = (Sayings.Say(call.Language, "failed"), true);
        else call.LookAt = clock.GetUtcNow() + BetweenTries;
    }

    private async Task<Number?> NumberOf(string dialled, CancellationToken stop)
    {
        var spellings = Dialled.Spellings(dialled);
        await using var db = databases.CreateDbContext();
        return await db.Numbers.AsNoTracking().FirstOrDefaultAsync(it => !it.IsArchived && spellings.Contains(it.Dialled), stop);
    }
}
