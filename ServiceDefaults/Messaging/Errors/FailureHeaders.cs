using System.Collections;
using System.Globalization;
using System.Text;
using MassTransit;
using RabbitMQ.Client;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Errors;

/// <summary>What the headers of a message say of its failure: MassTransit's where a consumer threw, the broker's own where it died.</summary>
internal sealed class FailureHeaders(IDictionary<string, object?>? headers)
{
    private const string Deaths = "x-death";
    private static readonly string[] Prefixes = ["MT-Fault-", "MT-Reason", "x-death", "x-first-death-", "x-last-death-", "x-delivery-count"];

    /// <summary>The queue whose consumer failed; null when no header says.</summary>
    public string? Queue => Last(Text(MessageHeaders.FaultInputAddress)) ?? Text("x-first-death-queue") ?? Text(Death("queue"));

    public string? ExceptionType => Text(MessageHeaders.FaultExceptionType);

    public DateTimeOffset? At => Time(Value(MessageHeaders.FaultTimestamp)) ?? Time(Death("time"));

    public long? Attempts => Number(Value(MessageHeaders.FaultRetryCount)) is { } retries ? retries + 1 : DeliveryLimit ? Deliveries : null;

    public string Cause => Text(MessageHeaders.FaultMessage) ?? Reason switch
    {
        "delivery_limit" => Deliveries is { } deliveries ? $"its consumer died {deliveries} times" : "its consumer died each time it was delivered",
        "rejected" => "its consumer rejected it",
        "expired" => "it waited longer than its queue allows",
        "maxlen" => "its queue was full",
        { } other => $"the broker put it here: {other}",
        null when Text(MessageHeaders.Reason) is not null => "no consumer of its queue takes messages of this type",
        null => "nothing in it says why",
    };

    /// <summary>A message's properties without what says that it failed.</summary>
    public static BasicProperties Without(IReadOnlyBasicProperties properties)
    {
        var kept = properties.Headers?.Where(header => !Prefixes.Any(prefix => header.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
        return new BasicProperties(properties) { Headers = kept?.ToDictionary() };
    }

    private string? Reason => Text("x-first-death-reason") ?? Text(Death("reason"));

    private bool DeliveryLimit => Reason is "delivery_limit";

    private long? Deliveries => Number(Value("x-delivery-count"));

    private object? Death(string field) =>
        Value(Deaths) is IList { Count: > 0 } deaths && deaths[^1] is IDictionary<string, object?> first ? Value(first, field) : null;

    private object? Value(string header) => Value(headers, header);

    private static object? Value(IDictionary<string, object?>? table, string key) => table is not null && table.TryGetValue(key, out var value) ? value : null;

    private string? Text(string header) => Text(Value(header));

    private static string? Text(object? value) => value switch
    {
        null => null,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        string text => text,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static long? Number(object? value) => long.TryParse(Text(value), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset? Time(object? value) => value switch
    {
        AmqpTimestamp { UnixTime: > 0 and < 253_402_300_800 } seconds => DateTimeOffset.FromUnixTimeSeconds(seconds.UnixTime),
        null or AmqpTimestamp => null,
        _ => DateTimeOffset.TryParse(Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null,
    };

    /// <summary>The queue of <c>rabbitmq://host/vhost/queue?parameters</c>.</summary>
    private static string? Last(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Segments[^1].Trim('/') is { Length: > 0 } name ? Uri.UnescapeDataString(name) : null;
}
