"""Gets tokens with MSAL for Python and sends requests with requests. With an address, at this server; without, under the real names."""
import sys

import msal
import requests

tenant, server = sys.argv[1], (sys.argv[2] if len(sys.argv) > 2 else None)
login = server or "https://login.microsoftonline.com"
graph = f"{server or 'https://graph.microsoft.com'}/beta/trustFramework"
options = {"instance_discovery": False} if server else {}

application = msal.ConfidentialClientApplication("any", client_credential="any", authority=f"{login}/{tenant}", **options)
token = application.acquire_token_for_client(["https://graph.microsoft.com/.default"])
session = requests.Session()
session.headers["Authorization"] = f"{token['token_type']} {token['access_token']}"

created = session.post(f"{graph}/keySets", json={"id": "FromPython"})
print(created.status_code, created.json()["id"])
secret = session.post(f"{graph}/keySets/B2C_1A_FromPython/uploadSecret", json={"use": "sig", "k": "secret", "exp": 4102444800.0})
print(secret.status_code, secret.json()["exp"])
xml = f"""<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0"
  TenantId="{tenant}" PolicyId="B2C_1A_FromPython" PublicPolicyUri="http://{tenant}/B2C_1A_FromPython" />"""
for _ in range(2):
    put = session.put(f"{graph}/policies/B2C_1A_FromPython/$value", data=xml.encode(), headers={"Content-Type": "application/xml"})
    print(put.status_code)

public = msal.PublicClientApplication("any", authority=f"{login}/{tenant}", **options)
flow = public.initiate_device_flow(["https://graph.microsoft.com/Policy.ReadWrite.TrustFramework"])
delegated = public.acquire_token_by_device_flow(flow)
listed = requests.get(f"{graph}/policies", headers={"Authorization": f"Bearer {delegated['access_token']}"})
print(listed.json()["value"])
cached = public.acquire_token_silent(["https://graph.microsoft.com/Policy.ReadWrite.TrustFramework"], public.get_accounts()[0])
print(cached["access_token"] == delegated["access_token"])

wrong = msal.ConfidentialClientApplication("any", client_credential="any", authority=f"{login}/{tenant}", **options)
print(wrong.acquire_token_for_client(["https://vault.azure.net/.default"])["error_codes"])
