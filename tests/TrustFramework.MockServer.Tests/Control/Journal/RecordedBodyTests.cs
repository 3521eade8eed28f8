using TrustFramework.MockServer.Control.Journal;

namespace TrustFramework.MockServer.Tests.Control.Journal;

/// <summary>The memory that the journal keeps for a body, of which the limit of the journal is the sum.</summary>
public sealed class RecordedBodyTests
{
    private const int MaxBytes = RecordedBody.MaxBytes;

    [Theory]
    [InlineData(100, 10, 10, false)]
    [InlineData(1024 * 1024, 10, 10, false)]
    [InlineData(1024 * 1024, 0, 0, false)]
    [InlineData(1024 * 1024, MaxBytes, MaxBytes, false)]
    [InlineData((2 * MaxBytes) + 1, MaxBytes, MaxBytes, false)]
    [InlineData(2 * MaxBytes, MaxBytes + 1, 2 * MaxBytes, true)]
    [InlineData(20, 10, 20, true)]
    [InlineData(10, 10, 10, true)]
    public void The_bytes_are_copied_if_their_array_has_more_than_twice_their_length(int arrayLength, int length, int retained, bool isShared)
    {
        var array = new byte[arrayLength];

        var body = RecordedBody.From(array.AsMemory(0, length), length, isWhole: true);

        (body.RetainedBytes, body.Bytes.Length, body.IsTruncated).Should().Be((retained, Math.Min(length, MaxBytes), length > MaxBytes));
        body.Bytes.Span.Overlaps(array).Should().Be(isShared);
    }

    [Fact]
    public void An_omitted_body_keeps_nothing() => RecordedBody.Omitted(1000, "reason").RetainedBytes.Should().Be(0);
}
