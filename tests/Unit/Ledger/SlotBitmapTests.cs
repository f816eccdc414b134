using CsCheck;
using EmergentMisalignment.Ledger;

namespace EmergentMisalignment.Unit.Ledger;

public sealed class SlotBitmapTests
{
    [Fact]
    public void A_bitmap_agrees_with_the_bits_it_was_made_of() => Gen.Select(Gen.Bool.Array[0, 200], Gen.Int[0, 250], Gen.Int[0, 250]).Sample((bits, start, count) =>
    {
        var bytes = new byte[(bits.Length + 7) / 8];
        for (var index = 0; index < bits.Length; index++)
            bytes[index / 8] |= (byte)(bits[index] ? 128 >> (index % 8) : 0);

        var bitmap = new SlotBitmap(bytes);

        bool Filled(int index) => index < bits.Length && bits[index];
        Assert.Equal(bits.Count(bit => bit), bitmap.Count);
        Assert.All(Enumerable.Range(0, 250), index => Assert.Equal(Filled(index), bitmap[index]));
        Assert.Equal(Enumerable.Range(start, count).Where(index => !Filled(index)), bitmap.Missing(start, count));
    });
}
