using System.Text.RegularExpressions;
using Microsoft.Identity.Client;

namespace TrustFramework.MockServer.ClientTests.PolicySignIn;

/// <summary>Asserts errors of policies as MSAL reports them.</summary>
internal static partial class PolicyErrors
{
    /// <param name="code">Like <c>AADB2C90091</c>.</param>
    public static void ShouldHaveError(this MsalException exception, string error, string code)
    {
        exception.ErrorCode.Should().Be(error, exception.Message);
        exception.Message.Should().Contain($"{code}: ").And.MatchRegex(Trailer(), "support asks for these ids");
    }

    [GeneratedRegex(@"Correlation ID: [0-9a-f-]{36}\s+Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ", RegexOptions.ExplicitCapture)]
    private static partial Regex Trailer();
}
