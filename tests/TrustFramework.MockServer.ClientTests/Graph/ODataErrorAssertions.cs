using System.Globalization;
using Microsoft.Graph.Models.ODataErrors;

namespace TrustFramework.MockServer.ClientTests.Graph;

/// <summary>Assertions for errors as Microsoft.Graph returns them: conventions 9.4.</summary>
internal static class ODataErrorAssertions
{
    public static async Task<ODataError> ShouldFailAsync(this Func<Task> call, int status, string code, string? message = null)
    {
        var error = (await call.Should().ThrowExactlyAsync<ODataError>()).Which;
        (error.ResponseStatusCode, error.Error!.Code).Should().Be((status, code), error.Message);
        error.Error.Message.Should().NotBeNullOrEmpty();
        error.Message.Should().Be(error.Error.Message);
        if (message is not null)
            error.Message.Should().Be(message);

        var inner = error.Error.InnerError!;
        inner.Date.Should().NotBeNull();
        Guid.TryParse(inner.RequestId, CultureInfo.InvariantCulture, out _).Should().BeTrue();
        error.Header("request-id").Should().Be(inner.RequestId);
        error.Header("client-request-id").Should().Be(inner.ClientRequestId);
        // The service's back end adds it. The gateway does not.
        inner.AdditionalData.ContainsKey("correlationId").Should().Be(code.StartsWith("AADB2C", StringComparison.Ordinal));
        return error;
    }

    /// <summary>Null if the response has no such header.</summary>
    public static string? Header(this ODataError error, string name) =>
        error.ResponseHeaders.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value?.Single();
}
