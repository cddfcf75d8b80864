@echo off
rem Without a command, or with files: opens the desktop. With one: runs it in plain Java, without a window system.
rem Lines end as Windows ends them: its interpreter may miss a label behind others.
setlocal
for %%I in ("%~dp0..") do set "QUARRY_APP=%%~fI"

rem A runtime shipped in jre\ comes first, then JAVA_HOME, then the path.
set "QUARRY_JAVA=%QUARRY_APP%\jre"
if exist "%QUARRY_JAVA%\bin\java.exe" goto found
if not defined JAVA_HOME goto onpath
rem Quotes around the whole and a last backslash are often found there; that backslash would escape a quote further down.
set "QUARRY_JAVA=%JAVA_HOME:"=%"
if "%QUARRY_JAVA:~-1%"=="\" set "QUARRY_JAVA=%QUARRY_JAVA:~0,-1%"
if exist "%QUARRY_JAVA%\bin\java.exe" goto found
>&2 echo quarry: JAVA_HOME is "%QUARRY_JAVA%", which has no bin\java.exe; set it to the folder of Java 17 or newer.
exit /b 1
:onpath
set "QUARRY_EXE="
for %%I in (java.exe) do set "QUARRY_EXE=%%~$PATH:I"
for %%I in (java.exe) do set "QUARRY_JAVA=%%~dp$PATH:I.."
if defined QUARRY_EXE goto version
>&2 echo quarry: found no Java; install Java 17 or newer, or set JAVA_HOME to its folder.
exit /b 1

:found
set "QUARRY_EXE=%QUARRY_JAVA%\bin\java.exe"
:version
rem Jumps instead of blocks: a bracket in a path, as in Program Files (x86), would end a block. Java may tell of options first.
set "QUARRY_VERSION="
set "QUARRY_MAJOR=17"
for /f "tokens=2,3 delims= " %%U in ('""%QUARRY_EXE%" -version 2>&1"') do if "%%~U"=="version" if not defined QUARRY_VERSION set "QUARRY_VERSION=%%~V"
for /f "tokens=1 delims=.-+" %%V in ("%QUARRY_VERSION%") do set /a QUARRY_MAJOR=%%V 2>nul
if %QUARRY_MAJOR% geq 17 goto start
>&2 echo quarry: "%QUARRY_EXE%" is Java %QUARRY_VERSION%; install Java 17 or newer, or set JAVA_HOME to its folder.
exit /b 1

:start
set "QUARRY_OPEN="
if "%~1"=="" goto desktop
if not "%~1"=="--modules" goto known
>&2 echo quarry: there is no option --modules; write 'quarry modules --help', or open Tools, Plugins in the desktop.
exit /b 1
:known
if "%~1"=="-h" goto cli
if "%~1"=="--help" goto cli
if "%~1"=="-V" goto cli
if "%~1"=="--version" goto cli
for %%E in (.json .png .jpg .jpeg .webp) do if /i "%~x1"=="%%E" set "QUARRY_OPEN=--open"
if defined QUARRY_OPEN goto desktop
set "QUARRY_FIRST=%~1"
if "%QUARRY_FIRST:~0,1%"=="-" goto desktop

:cli
"%QUARRY_EXE%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.3 -Xshare:auto --enable-native-access=ALL-UNNAMED "-Dquarry.home=%QUARRY_APP%" %QUARRY_JAVA_OPTIONS% -cp "%QUARRY_APP%\quarry\modules\*" org.quarry.cli.Main %*
exit /b %ERRORLEVEL%

:desktop
if not exist "%QUARRY_JAVA%\bin\java.exe" goto anyjava
start "" "%QUARRY_APP%\desktop\quarry64.exe" --jdkhome "%QUARRY_JAVA%" %QUARRY_OPEN% %*
exit /b
:anyjava
start "" "%QUARRY_APP%\desktop\quarry64.exe" %QUARRY_OPEN% %*
