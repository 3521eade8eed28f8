namespace TrustFramework.MockServer.Cli;

/// <summary>
/// What to set in each runtime, to be pasted or, in a shell, handed to eval: comments and assignments, nothing that changes the
/// machine. clients 1.4 [E].
/// </summary>
internal static class TrustInstructions
{
    /// <param name="bundle">The system's CAs and ours; null when the system's were not found.</param>
    public static string FormatShell(string pem, string? bundle, string command)
    {
        var whole = QuoteForShell(bundle ?? pem);
        var warning = bundle is null
            ? "# The system's own CAs were not found: with the next three lines these programs trust our CA and NO OTHER."
            : "# These three take one file INSTEAD of the system's CAs, so it holds those as well, as they were just now.";
        return $"""
            # For this shell: eval "$({command})"
            # Node.js adds it to its own list.
            export NODE_EXTRA_CA_CERTS={QuoteForShell(pem)}
            {warning}
            # .NET on Linux, Go, OpenSSL and what is built on it:
            export SSL_CERT_FILE={whole}
            # Python's requests, and with it the Azure CLI:
            export REQUESTS_CA_BUNDLE={whole}
            # curl; for one call: curl --cacert {QuoteForShell(pem)}
            export CURL_CA_BUNDLE={whole}
            # For the whole machine, which .NET on macOS needs. It may speak for the names alone that it was made for.
            #   Debian, Ubuntu: sudo cp {QuoteForShell(pem)} /usr/local/share/ca-certificates/trustframework-mockserver.crt && sudo update-ca-certificates
            #   Fedora:         sudo trust anchor {QuoteForShell(pem)}
            #   macOS:          security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db {QuoteForShell(pem)}

            """;
    }

    public static string FormatPowerShell(string pem, string command) =>
        $"""
        # For this session: {command} | Out-String | Invoke-Expression
        # Node.js adds it to its own list.
        $env:NODE_EXTRA_CA_CERTS = '{pem.Replace("'", "''", StringComparison.Ordinal)}'
        # Python's requests, and with it the Azure CLI, take it INSTEAD of their own list: for calls to the mock server alone.
        # $env:REQUESTS_CA_BUNDLE = $env:NODE_EXTRA_CA_CERTS
        # curl, for one call: curl.exe --ssl-no-revoke --cacert $env:NODE_EXTRA_CA_CERTS
        # .NET, PowerShell, Go and browsers ask Windows. It may speak for the names alone that it was made for:
        #   certutil -user -addstore Root $env:NODE_EXTRA_CA_CERTS

        """;

    private static string QuoteForShell(string path) => $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
