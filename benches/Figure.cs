using System.Globalization;

namespace Isberg.Benches;

/// <summary>How a figure is printed.</summary>
internal static class Figure
{
    public static void Print(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.###} {unit}"));

    public static int Unknown(string[] args)
    {
        Console.Error.WriteLine($"There is no bench called \"{string.Join(' ', args)}\"; ./bench --help lists them.");
        return 2;
    }
}
