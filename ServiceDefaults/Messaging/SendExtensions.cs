using MassTransit;

namespace EmergentMisalignment.ServiceDefaults.Messaging;

public static class SendExtensions
{
    /// <summary>
    /// Sends commands to a queue by its exchange. A <c>queue:</c> address would declare the queue again as a classic one, which a quorum queue refuses.
    /// </summary>
    public static async Task SendToAsync<T>(this ISendEndpointProvider sender, string queue, IReadOnlyCollection<T> commands, CancellationToken cancellation)
        where T : class
    {
        var endpoint = await sender.GetSendEndpoint(new Uri($"exchange:{queue}"));

        // Awaiting each publish pays one broker confirm each; a chunk pays about one in all.
        foreach (var chunk in commands.Chunk(200))
            await Task.WhenAll(chunk.Select(command => endpoint.Send(command, cancellation)));
    }
}
