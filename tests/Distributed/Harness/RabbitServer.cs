using System.Globalization;
using EmergentMisalignment.Tests.Shared;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EmergentMisalignment.Distributed.Harness;

/// <summary>A <c>rabbitmq-server</c> of its own: its node, its port mapper, its ports, its folder, no plugins.</summary>
internal sealed class RabbitServer(string folder) : IAsyncDisposable
{
    private readonly string _node = $"em{Guid.NewGuid():N}@localhost";
    private readonly int _port = FreePorts.Next();
    private readonly int _nodePort = FreePorts.Next();
    private readonly int _mapperPort = FreePorts.Next();
    private ChildProcess? _mapper;
    private ChildProcess? _process;

    public string ConnectionString => $"amqp://guest:{PlantedKeys.Broker}@127.0.0.1:{_port}/";

    public async Task StartAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "plugins"), "[].\n");
        var settings = Path.Combine(folder, "rabbitmq.conf");
        await File.WriteAllTextAsync(settings, string.Create(CultureInfo.InvariantCulture, $"listeners.tcp.1 = 127.0.0.1:{_port}\ndefault_pass = {PlantedKeys.Broker}\n"));
        _mapper ??= ChildProcess.Start(
            Programs.PortMapper!, ["-port", _mapperPort.ToString(CultureInfo.InvariantCulture), "-address", "127.0.0.1"], folder, new Dictionary<string, string>());
        _process = ChildProcess.Start(Programs.Rabbit!, [], folder, Environment());
        try
        {
            await Until.TrueAsync(AnswersAsync, "rabbitmq-server", TimeSpan.FromSeconds(120), () => _process.Output);
        }
        catch
        {
            await DisposeAsync(); // Who does not get it started has nothing to dispose of.
            throw;
        }
        finally
        {
            File.Delete(settings); // It has been read, and nothing that stays may hold the password.
        }
    }

    /// <summary>SIGTERM, an orderly end; the same data come back with <see cref="StartAsync"/>.</summary>
    public async Task StopAsync()
    {
        await _process!.TerminateAsync();
        await _process.WaitForExitAsync();
    }

    /// <summary>Messages in a queue that nobody is working on; null when there is no such queue.</summary>
    public async Task<uint?> WaitingAsync(string queue)
    {
        try
        {
            return await UseAsync(async channel => (await channel.QueueDeclarePassiveAsync(queue)).MessageCount);
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    /// <summary>Drops what waits in a queue, and says how much that was.</summary>
    public Task<uint> PurgeAsync(string queue) => UseAsync(channel => channel.QueuePurgeAsync(queue));

    /// <summary>Puts bytes into a queue that no service would send.</summary>
    public Task SendAsync(string queue, string body, string contentType) => UseAsync(async channel =>
    {
        var properties = new BasicProperties { ContentType = contentType, DeliveryMode = DeliveryModes.Persistent };
        await channel.BasicPublishAsync("", queue, mandatory: true, properties, System.Text.Encoding.UTF8.GetBytes(body));
        return true;
    });

    /// <summary>The messages of a queue, which stay there.</summary>
    public Task<IReadOnlyList<BasicGetResult>> PeekAsync(string queue) => UseAsync<IReadOnlyList<BasicGetResult>>(async channel =>
    {
        var messages = new List<BasicGetResult>();
        while (await channel.BasicGetAsync(queue, autoAck: false) is { } message)
            messages.Add(message);

        return messages;
    });

    public ValueTask DisposeAsync()
    {
        _process?.Dispose();
        _mapper?.Dispose();
        (_process, _mapper) = (null, null);
        return ValueTask.CompletedTask;
    }

    private async Task<T> UseAsync<T>(Func<IChannel, Task<T>> use)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(ConnectionString) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        return await use(channel);
    }

    private async Task<bool> AnswersAsync()
    {
        if (_process!.HasExited)
            throw new InvalidOperationException($"rabbitmq-server ended with exit code {_process.ExitCode}:\n{_process.Output}");

        try
        {
            return await UseAsync(_ => Task.FromResult(true));
        }
        catch (BrokerUnreachableException)
        {
            return false; // It is still starting.
        }
    }

    private Dictionary<string, string> Environment() => new()
    {
        ["HOME"] = folder,
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["ERL_EPMD_PORT"] = _mapperPort.ToString(CultureInfo.InvariantCulture),
        ["RABBITMQ_NODENAME"] = _node,
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = _port.ToString(CultureInfo.InvariantCulture),
        ["RABBITMQ_DIST_PORT"] = _nodePort.ToString(CultureInfo.InvariantCulture),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "data"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins"),
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf"),
    };
}
