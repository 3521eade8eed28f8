using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Identity;
using Microsoft.Identity.Client;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.Login;

/// <summary>Options and assertions for all credentials of Azure.Identity.</summary>
internal static partial class AzureIdentity
{
    /// <summary>The options that a program sets if the server does not intercept the real host names.</summary>
    public static T Options<T>(RunningServer server)
        where T : TokenCredentialOptions, new()
    {
        var options = new T { AuthorityHost = server.Address, Transport = server.Transport };
        if (options.GetType().GetProperty("DisableInstanceDiscovery") is { } discovery)
            discovery.SetValue(options, true);
        return options;
    }

    /// <summary>Asserts the exception of the library, with the OAuth error and the AADSTS number.</summary>
    public static async Task<MsalServiceException> ShouldFailAsync<T>(this Func<T> call, string error, int number)
    {
        var thrown = await new Func<Task>(async () => await ToTask(call())).Should().ThrowAsync<AuthenticationFailedException>();
        var exception = thrown.Which.InnerException.Should().BeAssignableTo<MsalServiceException>().Subject;
        exception.ShouldHaveError(error, number);
        return exception;
    }

    public static void ShouldHaveError(this MsalServiceException exception, string error, int number)
    {
        exception.ErrorCode.Should().Be(error, exception.Message);
        exception.Message.Should().Contain(string.Create(CultureInfo.InvariantCulture, $"AADSTS{number}: "));
        exception.Message.Should().MatchRegex(Trailer(), "support asks for these ids");
        Guid.TryParse(exception.CorrelationId, CultureInfo.InvariantCulture, out _).Should().BeTrue();
        exception.Message.Should().Contain(exception.CorrelationId);
    }

    private static Task ToTask<T>(T call) => call is ValueTask<Azure.Core.AccessToken> value ? value.AsTask() : (Task)(object)call!;

    [GeneratedRegex(@"Trace ID: [0-9a-f-]{36}\s+Correlation ID: [0-9a-f-]{36}\s+Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ", RegexOptions.ExplicitCapture)]
    private static partial Regex Trailer();
}
