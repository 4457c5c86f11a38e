using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Email;

/// <summary>What the mail channel is made of.</summary>
internal static class EmailFeature
{
    public static void AddEmail(this IServiceCollection services)
    {
        services.AddHttpClient(MailTokens.Client, it => it.Timeout = TimeSpan.FromSeconds(20));
        services.AddSingleton<MailTokens>();
        services.AddSingleton<MailLine>();
        services.AddSingleton<OwnMark>();
        services.AddSingleton<Threads>();
        services.AddSingleton<MailFiles>();
        services.AddSingleton(it => new TakeMail(
            it.GetRequiredService<Databases>(), it.GetRequiredService<LiveCentres>(), it.GetRequiredService<ReceiveContact>(), it.GetRequiredService<MailFiles>(),
            new MailSense(it.GetRequiredService<Threads>(), it.GetRequiredService<OwnMark>(), it.GetRequiredService<SpokenLanguages>(), it.GetRequiredService<BlockList>(), it.GetRequiredService<TimeProvider>())));
        services.AddSingleton<TakeScanMail>();
        services.AddSingleton<MailReceipts>();
        services.AddSingleton<FetchMail>();
        services.AddSingleton<MailboxWatch>();
        services.AddHostedService(it => it.GetRequiredService<MailboxWatch>());
        services.AddSingleton(it => new MailboxStates(it.GetRequiredService<MailboxWatch>()));
        services.AddSingleton<ComposeMail>();
        services.AddSingleton<CallForLostMail>();
        services.AddSingleton<MailFate>();
        services.AddSingleton<SendMail>();
        services.AddHostedService<MailPost>();
        services.AddSingleton<WriteMail>();
        services.AddSingleton<BeginByMail>();
        services.AddSingleton<AskParty>();
        services.AddSingleton<SplitMail>();
        services.AddSingleton<WithdrawMail>();
        services.AddSingleton<RevokeInvitation>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton(it => new TryMailbox(it.GetRequiredService<MailLine>()));
        services.AddScoped<KeepMailbox>();
    }

    public static void MapEmail(this IEndpointRouteBuilder api)
    {
        MailboxEndpoints.Map(api);
        MailEndpoints.Map(api);
        FirstMailEndpoints.Map(api);
        SideEndpoints.Map(api);
    }
}

internal sealed class EmailMapping : IEntityTypeConfiguration<MailboxReading>
{
    public void Configure(EntityTypeBuilder<MailboxReading> builder) => builder.ToTable("mailbox_readings").HasKey(it => it.Mailbox);
}
