using System.Globalization;

namespace EmergentMisalignment.Console.Pages.Parts;

/// <summary>Numbers and times as the pages write them.</summary>
internal static class Words
{
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 failure</c>, <c>2 failures</c>.</summary>
    public static string Count(long number, string what) => $"{Count(number)} {what}{(number == 1 ? "" : "s")}";

    /// <summary>A rate in words: <c>412/s</c>, <c>2.5/s</c>, <c>3/min</c>.</summary>
    public static string Rate(double perSecond) => perSecond switch
    {
        <= 0 => "–",
        < .1 => string.Create(CultureInfo.InvariantCulture, $"{perSecond * 60:0.#}/min"),
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.#}/s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{perSecond:N0}/s"),
    };

    /// <summary>A span as roughly as one thinks of it: <c>40 s</c>, <c>12 min</c>, <c>3 h 20 min</c>, <c>5 days</c>.</summary>
    public static string Span(TimeSpan? span) => span switch
    {
        null => "–",
        { TotalSeconds: < 90 } short_ => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(short_.TotalSeconds):0} s"),
        { TotalMinutes: < 90 } some => string.Create(CultureInfo.InvariantCulture, $"{some.TotalMinutes:0} min"),
        { TotalHours: < 48 } many => string.Create(CultureInfo.InvariantCulture, $"{(int)many.TotalHours} h {many.Minutes} min"),
        { } long_ => string.Create(CultureInfo.InvariantCulture, $"{long_.TotalDays:0} days"),
    };

    public static string Moment(DateTimeOffset moment) => moment.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
