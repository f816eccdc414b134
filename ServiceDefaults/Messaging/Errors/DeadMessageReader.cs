using System.Security.Cryptography;
using System.Text;
using RabbitMQ.Client;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Errors;

/// <summary>Makes of a message what can be made of it. Whatever its bytes are, it can be listed.</summary>
internal static class DeadMessageReader
{
    /// <summary>Messages carry keys: what is longer is no message of ours, and its beginning tells that.</summary>
    private const int MostBodyBytes = 2048;

    public static DeadMessage Read(IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
    {
        var failure = new FailureHeaders(properties.Headers);
        var envelope = Envelope.Read(body);
        return new DeadMessage
        {
            Id = string.IsNullOrEmpty(properties.MessageId) ? Convert.ToHexStringLower(SHA256.HashData(body.Span))[..32] : properties.MessageId,
            Queue = failure.Queue,
            Type = envelope.Type,
            Sweep = envelope.Sweep,
            Work = envelope.Work,
            Cause = failure.Cause,
            ExceptionType = failure.ExceptionType,
            At = failure.At,
            Attempts = failure.Attempts,
            Body = Beginning(body),
        };
    }

    private static string Beginning(ReadOnlyMemory<byte> body) =>
        body.Length <= MostBodyBytes ? Encoding.UTF8.GetString(body.Span) : $"{Encoding.UTF8.GetString(body.Span[..MostBodyBytes])}… ({body.Length} bytes in all)";
}
