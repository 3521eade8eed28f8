using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Identity;
using Microsoft.Identity.Client;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.Login;

/// <summary>What all credentials of Azure.Identity have in common.</summary>
internal static partial class AzureIdentity
{
    /// <summary>The three things that a program says when the names are not intercepted.</summary>
    public static T Options<T>(RunningServer server)
        where T : TokenCredentialOptions, new()
    {
        var options = new T { AuthorityHost = server.Address, Transport = server.Transport };
        if (options.GetType().GetProperty("DisableInstanceDiscovery") is { } discovery)
            discovery.SetValue(options, true);
        return options;
    }

    /// <summary>A refusal as a program sees it: the library's own exceptions, with the codes that people search the web for.</summary>
    public static async Task<MsalServiceException> ShouldBeRefusedAsync<T>(this Func<T> ask, string error, int number)
    {
        var thrown = await new Func<Task>(async () => await Awaited(ask())).Should().ThrowAsync<AuthenticationFailedException>();
        var refusal = thrown.Which.InnerException.Should().BeAssignableTo<MsalServiceException>().Subject;
        refusal.ShouldHaveError(error, number);
        return refusal;
    }

    public static void ShouldHaveError(this MsalServiceException refusal, string error, int number)
    {
        refusal.ErrorCode.Should().Be(error, refusal.Message);
        refusal.Message.Should().Contain(string.Create(CultureInfo.InvariantCulture, $"AADSTS{number}: "));
        refusal.Message.Should().MatchRegex(Trailer(), "everybody is asked for these");
        Guid.TryParse(refusal.CorrelationId, CultureInfo.InvariantCulture, out _).Should().BeTrue();
        refusal.Message.Should().Contain(refusal.CorrelationId);
    }

    private static Task Awaited<T>(T call) => call is ValueTask<Azure.Core.AccessToken> value ? value.AsTask() : (Task)(object)call!;

    [GeneratedRegex(@"Trace ID: [0-9a-f-]{36}\s+Correlation ID: [0-9a-f-]{36}\s+Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ", RegexOptions.ExplicitCapture)]
    private static partial Regex Trailer();
}
