using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Isberg.Storage;

/// <summary>How ids, moments and durations are stored: ids as uuid (16 ordered bytes on SQLite), time as UTC ticks of 100 ns on both databases.</summary>
internal static class StoredIds
{
    private static readonly Type[] Ids =
    [
        typeof(CentreId), typeof(CommissionerId), typeof(ServiceId), typeof(PersonId), typeof(SkillId), typeof(ContactId),
        typeof(CustomerId), typeof(MessageId), typeof(ReasonId), typeof(PresenceReasonId),
        typeof(CalendarId), typeof(RoutingRoleId), typeof(NoticeId), typeof(BlockId),
        typeof(ApiKeyId), typeof(MailId), typeof(MailboxId), typeof(TemplateId), typeof(SideId), typeof(LetterId), typeof(IntakeId),
        typeof(NumberId), typeof(FlowId), typeof(RecordingId), typeof(RecordingCopyId), typeof(AbsenceId),
    ];

    public static void Configure(ModelConfigurationBuilder conventions, bool sqlite)
    {
        var converter = sqlite ? typeof(IdAsBytes<>) : typeof(IdAsGuid<>);
        foreach (var id in Ids) conventions.Properties(id).HaveConversion(converter.MakeGenericType(id));
        if (sqlite) conventions.Properties<Guid>().HaveConversion<IdAsBytes<Guid>>();
        conventions.Properties<DateTimeOffset>().HaveConversion<MomentAsTicks>();
        conventions.Properties<TimeSpan>().HaveConversion<DurationAsTicks>();
        conventions.Properties<Language>().HaveConversion<LanguageAsText>().HaveMaxLength(8);
    }

    /// <summary>Every id is one Guid, so its bits are the Guid's.</summary>
    private sealed class IdAsGuid<TId>() : ValueConverter<TId, Guid>(
        id => Unsafe.BitCast<TId, Guid>(id), stored => Unsafe.BitCast<Guid, TId>(stored))
        where TId : struct;

    private sealed class IdAsBytes<TId>() : ValueConverter<TId, byte[]>(id => ToBytes(id), stored => FromBytes<TId>(stored))
        where TId : struct;

    private sealed class MomentAsTicks() : ValueConverter<DateTimeOffset, long>(
        moment => moment.UtcTicks, stored => new DateTimeOffset(stored, TimeSpan.Zero));

    private sealed class DurationAsTicks() : ValueConverter<TimeSpan, long>(span => span.Ticks, stored => new TimeSpan(stored));

    private sealed class LanguageAsText() : ValueConverter<Language, string>(language => language.Code, stored => new Language(stored));

    private static byte[] ToBytes<TId>(TId id)
        where TId : struct => Unsafe.BitCast<TId, Guid>(id).ToByteArray(bigEndian: true);

    private static TId FromBytes<TId>(byte[] stored)
        where TId : struct => Unsafe.BitCast<Guid, TId>(new Guid(stored, bigEndian: true));
}
