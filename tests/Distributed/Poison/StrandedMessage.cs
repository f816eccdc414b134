using System.Text;
using RabbitMQ.Client;

namespace EmergentMisalignment.Distributed.Poison;

/// <summary>A message of the error queue, as an operator sees it.</summary>
/// <param name="Body">What it says.</param>
/// <param name="Headers">What the bus and the broker wrote on it.</param>
internal sealed record StrandedMessage(string Body, IReadOnlyDictionary<string, string> Headers)
{
    public static StrandedMessage Of(BasicGetResult message) => new(
        Encoding.UTF8.GetString(message.Body.Span),
        (message.BasicProperties.Headers ?? new Dictionary<string, object?>()).ToDictionary(header => header.Key, header => Text(header.Value)));

    private static string Text(object? value) => value switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        IEnumerable<object> list => string.Join(", ", list.Select(Text)),
        IDictionary<string, object?> table => string.Join(", ", table.Select(pair => $"{pair.Key}: {Text(pair.Value)}")),
        _ => value?.ToString() ?? "",
    };
}
