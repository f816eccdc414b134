using System.Globalization;

namespace EmergentMisalignment.Experiments.Pricing;

/// <summary>
/// An amount of US dollars as a whole number of billionths: sums of millions of calls are exact, in C# as in a script of the ledger, whose numbers are doubles
/// and whole up to nine million dollars.
/// </summary>
/// <param name="Nanos">Billionths of a dollar.</param>
public readonly record struct Money(long Nanos) : IComparable<Money>
{
    /// <summary>The largest amount that anything may cost or be limited to, in dollars.</summary>
    public const decimal Most = 1_000_000;

    private const decimal NanosPerDollar = 1_000_000_000;

    public static Money Zero => default;

    public decimal Dollars => Nanos / NanosPerDollar;

    /// <summary>Rounded up: what is set aside or booked is never less than what is billed.</summary>
    public static Money OfDollars(decimal dollars) => new((long)decimal.Ceiling(dollars * NanosPerDollar));

    public static Money operator +(Money a, Money b) => new(checked(a.Nanos + b.Nanos));

    public static Money operator -(Money a, Money b) => new(checked(a.Nanos - b.Nanos));

    public static Money operator *(Money a, long times) => new(checked(a.Nanos * times));

    public static bool operator <(Money a, Money b) => a.Nanos < b.Nanos;

    public static bool operator >(Money a, Money b) => a.Nanos > b.Nanos;

    public static bool operator <=(Money a, Money b) => a.Nanos <= b.Nanos;

    public static bool operator >=(Money a, Money b) => a.Nanos >= b.Nanos;

    public int CompareTo(Money other) => Nanos.CompareTo(other.Nanos);

    /// <summary><c>$12.34</c>; cents have parts where the amount is below a dollar, <c>$0.0123</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Nanos < 0 ? "-" : "")}${decimal.Abs(Dollars).ToString(decimal.Abs(Dollars) >= 1 ? "#,##0.00" : "0.00####", CultureInfo.InvariantCulture)}");
}
