using EmergentMisalignment.Contracts;
using MassTransit;

namespace EmergentMisalignment.ServiceDefaults.Messaging;

/// <summary>Whatever queue a message fails in, it ends in <see cref="QueueNames.Errors"/>; a header says where it came from.</summary>
internal sealed class OneErrorQueue : IErrorQueueNameFormatter, IDeadLetterQueueNameFormatter
{
    public static OneErrorQueue Formatter { get; } = new();

    public string FormatErrorQueueName(string queueName) => QueueNames.Errors;

    public string FormatDeadLetterQueueName(string queueName) => QueueNames.Errors;
}
