using MassTransit;

namespace EmergentMisalignment.ServiceDefaults.Messaging;

/// <summary>Tells the broker's troubles from a message's.</summary>
public static class BusTrouble
{
    private static readonly HashSet<string> Types = new(
        [.. new[] { typeof(TransportException), typeof(TransportUnavailableException), typeof(ConnectionException), typeof(RabbitMqConnectionException), typeof(MessageNotAcknowledgedException), typeof(MessageReturnedException) }.Select(type => type.FullName!)],
        StringComparer.Ordinal);

    public static bool IsIn(Exception exception) => IsTrouble(exception.GetType().FullName!) || (exception.InnerException is { } inner && IsIn(inner));

    /// <param name="exceptionType">Full name of the exception's type, as a fault carries it.</param>
    public static bool IsTrouble(string exceptionType) => Types.Contains(exceptionType) || exceptionType.StartsWith("RabbitMQ.Client.", StringComparison.Ordinal);
}
