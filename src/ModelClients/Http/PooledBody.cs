using System.Buffers;
using System.ClientModel;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>A request body in a rented buffer, written once and sent as often as attempts need it.</summary>
/// <remarks>
/// <see cref="Return"/> it only after a whole answer: a cancelled send may still be reading the buffer, and is left to the garbage collector.
/// </remarks>
internal sealed class PooledBody : IBufferWriter<byte>
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4096);
    private int _length;

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_length);
    }

    public BinaryContent AsContent() => new Content(Written);

    public void Return()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private void Reserve(int sizeHint)
    {
        var wanted = Math.Max(sizeHint, 256);
        if (_buffer.Length - _length >= wanted)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + wanted));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private sealed class Content(ReadOnlyMemory<byte> body) : BinaryContent
    {
        public override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }

        public override void WriteTo(Stream stream, CancellationToken cancellationToken = default) => stream.Write(body.Span);

        public override Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default) =>
            stream.WriteAsync(body, cancellationToken).AsTask();

        public override void Dispose()
        {
            // the buffer outlives the attempt
        }
    }
}
