using System.Buffers;
using CsCheck;
using EmergentMisalignment.ModelClients.Http;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class PooledBodyTests
{
    [Fact]
    public void What_is_written_in_pieces_is_sent_as_one() =>
        Gen.Byte.Array[0, 6000].Array[0, 4].Sample(pieces =>
        {
            var body = new PooledBody();
            foreach (var piece in pieces)
                body.Write(piece);
            using var sent = new MemoryStream();
            using var content = body.AsContent();
            content.WriteTo(sent);
            Assert.True(content.TryComputeLength(out var length));
            Assert.True(pieces.SelectMany(piece => piece).SequenceEqual(sent.ToArray()));
            Assert.Equal(sent.Length, length);
            body.Return();
        }, iter: 50);
}
