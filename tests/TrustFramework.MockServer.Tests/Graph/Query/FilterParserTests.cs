using System.Reflection;

namespace TrustFramework.MockServer.Tests.Graph.Query;

/// <summary>The parser and the binder by themselves. It looks inside: over HTTP a text must get through an address first.</summary>
public sealed class FilterParserTests
{
    private const string Pieces = "()',=/-$%\"abcéÄ _5.\t\u0000\ud83d\udd11";

    private static readonly Assembly Server = typeof(Program).Assembly;
    private static readonly string[] Words =
        ["id", "eq", "ne", "gt", "in", "and", "or", "not", "startswith(", "contains(id,", "'a'", "'", "(", ")", ",", "null", "true", "5", "-5", "1.5", "has", "x/", " ", "''"];

    private readonly MethodInfo _parse = Get("FilterParser").GetMethod("Parse")!;
    private readonly MethodInfo _bind = Get("FilterBinder").GetMethod("Bind")!;
    private readonly object _type = Server.GetType("TrustFramework.MockServer.Policies.PolicyModel")!.GetProperty("Policy")!.GetValue(null)!;

    [Theory]
    [InlineData("(", "", "TooDeep")]
    [InlineData("not ", "", "TooDeep")]
    [InlineData("startswith(", "", "TooDeep")]
    [InlineData("(", "true", "TooDeep")]
    [InlineData("true or ", "true", "TooManyNodes")]
    [InlineData("1 eq 1 and ", "true", "TooManyNodes")]
    [InlineData("1 eq ", "1", "TooManyNodes")]
    [InlineData("true eq ", "true", "TooManyNodes")]
    public void Whatever_repeats_itself_comes_to_a_bound(string piece, string end, string error)
    {
        var longest = string.Concat(Enumerable.Repeat(piece, (4096 - end.Length) / piece.Length)) + end;

        ErrorOf(longest).Should().Be(error);
        ErrorOf(string.Concat(Enumerable.Repeat(piece, 1_000_000)) + end).Should().Be("TooLong");
    }

    [Fact]
    public void A_string_or_a_name_may_be_as_long_as_the_text()
    {
        ErrorOf($"id eq '{new string('\'', 4088)}'").Should().BeNull();
        ErrorOf($"id eq {new string('a', 4090)}").Should().Be("UnknownProperty");
        ErrorOf($"id eq {new string('5', 4090)}").Should().Be("UnlikeOperands");
        ErrorOf(new string(' ', 4096)).Should().Be("ExpressionMissing");
    }

    [Fact]
    public void Nonsense_is_refused_and_never_fails()
    {
        var random = new Random(20261122);
        Dictionary<string, int> faults = new(StringComparer.Ordinal);

        for (var i = 0; i < 50_000; i++)
        {
            var text = i % 2 == 0
                ? string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Pieces[random.Next(Pieces.Length)]))
                : string.Join(random.Next(3) == 0 ? "" : " ", Enumerable.Range(0, random.Next(9)).Select(_ => Words[random.Next(Words.Length)]));
            var fault = ErrorOf(text) ?? "none";
            faults[fault] = faults.GetValueOrDefault(fault) + 1;
        }

        faults.Should().HaveCountGreaterThan(12).And.ContainKey("none");
        faults["none"].Should().BeLessThan(500, "chance seldom makes sense");
    }

    /// <summary>The name of what is wrong; null when nothing is.</summary>
    private string? ErrorOf(string text)
    {
        object?[] parsing = [text, null];
        if (_parse.Invoke(null, parsing) is { } unread)
            return unread.GetType().Name;
        return _bind.Invoke(null, [parsing[1], _type, null])?.GetType().Name;
    }

    private static Type Get(string name) => Server.GetType($"TrustFramework.MockServer.Graph.Query.{name}")!;
}
