using System.Reflection;

namespace Isberg.Ledger;

/// <summary>Makes an event of any type with every field filled, always the same.</summary>
internal sealed class EventExample
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 2, 8, 30, 15, 250, TimeSpan.Zero);
    private int ids;

    public static Event Of(Type type) => (Event)new EventExample().Make(type)!;

    private object? Make(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(Guid)) return new Guid(++ids, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
        if (type == typeof(string)) return "text";
        if (type == typeof(int)) return 3;
        if (type == typeof(long)) return 4L;
        if (type == typeof(double)) return 0.5;
        if (type == typeof(bool)) return true;
        if (type == typeof(DateTimeOffset)) return Moment;
        if (type == typeof(DateOnly)) return DateOnly.FromDateTime(Moment.Date);
        if (type == typeof(TimeOnly)) return new TimeOnly(8, 30);
        if (type == typeof(TimeSpan)) return TimeSpan.FromSeconds(90.5);
        if (type.IsEnum) return Enum.GetValues(type).Cast<object>().Last();
        return type.IsGenericType && type.IsInterface ? List(type.GetGenericArguments()[0]) : Whole(type);
    }

    private Array List(Type of)
    {
        var list = Array.CreateInstance(of, 1);
        list.SetValue(Make(of), 0);
        return list;
    }

    private object Whole(Type type)
    {
        var made = type.GetConstructors().Where(it => !it.GetParameters().Any(p => p.ParameterType == type)).MaxBy(it => it.GetParameters().Length);
        var whole = made is null ? Activator.CreateInstance(type)! : made.Invoke([.. made.GetParameters().Select(it => Make(it.ParameterType))]);
        var given = made?.GetParameters().Select(it => it.Name).ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.CanWrite && !given.Contains(property.Name)) property.SetValue(whole, Make(property.PropertyType));
        return whole;
    }
}
