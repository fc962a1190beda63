#!/bin/bash
# Draws and speaks the clips the simulated sites send. Nobody real is seen or heard.
#
#   scripts/make-clips.sh [ROOM...]        without ROOM: all of them; ROOM is 00 (the hall) to 15
#
# Needs Debian's ffmpeg, librsvg2-bin, espeak-ng and fonts-noto-core (Noto Sans has Vietnamese).
# The result is checked in, so that a demo needs none of them. For each room:
#   room-NN.main.ivf     VP8 1280x720, 25 frames/s, 5 s, a keyframe each second
#   room-NN.thumb.ivf    VP8 320x180, 5 frames/s, 5 s, a keyframe each second
#   room-NN.speech.opus  Opus packets of 20 ms, 60 bytes each (24 kbit/s, constant), without container
#   room-NN.levels.txt   loudness of each of these packets in -dBov (RFC 6464), one number a line
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
out="$here/apps/server/assets/clips"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

# Whole seconds, so that a keyframe a second and every movement below come round exactly at the end.
seconds=5

# number|wall|floor|jacket|voice|pitch|words a minute|what is said
rooms='00|#8a5a2b|#5c3a1a|#1d2a44|vi+m3|35|165|Hội trường xin chào các điểm cầu. Đề nghị các đồng chí ổn định vị trí, chúng ta bắt đầu hội nghị.
01|#1f6fb2|#15466f|#2b2b2b|vi+f2|55|170|Điểm cầu số một xin báo cáo. Công tác thông tin bầu cử đã triển khai đến tất cả các thôn.
02|#2e8b3d|#1d5626|#40304f|vi+m1|40|165|Điểm cầu số hai. Chúng tôi kiến nghị hướng dẫn xử phạt tiếng ồn ka ra ô kê trong khu dân cư.
03|#c77c11|#7d4e0b|#1d2a44|vi+f3|60|170|Điểm cầu số ba xin phát biểu về bộ tiêu chí trường học thông minh và kinh phí thực hiện.
04|#7a3f9d|#4b2661|#26323f|vi+m2|30|160|Điểm cầu số bốn báo cáo tình hình phòng, chống dịch sốt xuất huyết trên địa bàn xã.
05|#12908e|#0b5857|#552222|vi+f1|50|168|Điểm cầu số năm đề nghị hỗ trợ cán bộ không chuyên trách đi học nâng cao trình độ.
06|#c2486b|#7c2b42|#1d2a44|vi+m4|45|170|Điểm cầu số sáu xin hỏi về kế hoạch đào tạo theo từng ngành trong quý bốn.
07|#5b6b7a|#38434d|#203a2c|vi+f4|58|165|Điểm cầu số bảy phản ánh đường liên thôn xuống cấp sau mưa lũ, bà con đi lại khó khăn.
08|#9aa51a|#5f660f|#2b2b2b|vi+m5|38|172|Điểm cầu số tám xin báo cáo kết quả hòa giải ở cơ sở và việc tiếp công dân.
09|#3d4fc4|#26317a|#4a2b18|vi+f5|62|166|Điểm cầu số chín kiến nghị sớm cấp nước sạch cho ba bản vùng cao.
10|#b5521f|#703212|#26323f|vi+m6|42|164|Điểm cầu số mười báo cáo tiến độ xóa nhà tạm, còn mười hai hộ đang thi công.
11|#4aa3d8|#2c6687|#3a1d44|vi+f2|48|170|Điểm cầu số mười một đề nghị tập huấn dịch vụ công trực tuyến cho người cao tuổi.
12|#6b8e23|#425816|#1d2a44|vi+m7|33|162|Điểm cầu số mười hai phản ánh rác thải ở bãi sông và đề nghị ngành môi trường trả lời.
13|#d0a215|#856709|#44201d|vi+f3|56|168|Điểm cầu số mười ba xin báo cáo phong trào dân vận khéo và mô hình cổng trường an toàn.
14|#a03a3a|#642323|#203a2c|vi+m1|44|166|Điểm cầu số mười bốn kiến nghị điều chỉnh giờ họp thôn để công nhân dự được.
15|#2f9e72|#1c6147|#2b2b2b|vi+f1|52|170|Điểm cầu số mười lăm xin hỏi về chế độ của cộng tác viên dân số sau sắp xếp.'

# The room: wall in its colour, a red banner, its number, a lectern with flowers, the first rows of the audience.
draw_room() { # number wall floor
  local label="ĐIỂM CẦU" number="$((10#$1))" size=330 base=505
  if [ "$1" = 00 ]; then label="TRUNG TÂM"; number="HỘI TRƯỜNG"; size=92 base=330; fi
  local heads="" x
  for x in 60 210 365 520 675 830 985 1140 1265; do
    heads+="<circle cx='$x' cy='$((648 + x % 4 * 5))' r='40' fill='#2a211c'/><rect x='$((x - 66))' y='$((688 + x % 4 * 5))' width='132' height='80' rx='40' fill='#e9e6df'/>"
  done
  cat <<SVG
<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720" font-family="Noto Sans">
  <rect width="1280" height="720" fill="$2"/>
  <rect y="560" width="1280" height="160" fill="$3"/>
  <rect x="40" y="28" width="1200" height="96" rx="6" fill="#b3151b"/>
  <text x="640" y="70" font-size="30" font-weight="bold" fill="#ffd84a" text-anchor="middle">HỘI NGHỊ GIAO BAN TRỰC TUYẾN</text>
  <text x="640" y="108" font-size="26" fill="#fff" text-anchor="middle">Công tác tuyên giáo và dân vận quý III</text>
  <text x="365" y="205" font-size="58" font-weight="bold" fill="#fff" text-anchor="middle">$label</text>
  <text x="365" y="$base" font-size="$size" font-weight="bold" fill="#fff" text-anchor="middle">$number</text>
  $heads
</svg>
SVG
}

# Lectern and flowers stand before the speaker, so they are a layer of their own.
draw_lectern() {
  cat <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">
  <path d="M60 40 H340 L318 300 H82 Z" fill="#6b3d1b"/><path d="M40 24 H360 V52 H40 Z" fill="#8a5226"/>
  <path d="M200 24 C200 0 176 4 172 -20" stroke="#222" stroke-width="6" fill="none"/>
  <g fill="#e8486b"><circle cx="150" cy="150" r="20"/><circle cx="200" cy="136" r="22"/><circle cx="250" cy="150" r="20"/></g>
  <g fill="#ffd84a"><circle cx="175" cy="172" r="17"/><circle cx="226" cy="172" r="17"/></g>
  <path d="M130 176 Q200 230 270 176 L250 216 H150 Z" fill="#2f7d3b"/>
</svg>
SVG
}

draw_speaker() { # jacket
  cat <<SVG
<svg xmlns="http://www.w3.org/2000/svg" width="320" height="400">
  <path d="M30 400 Q22 218 112 200 H208 Q298 218 290 400 Z" fill="$1"/>
  <path d="M128 198 L160 290 L192 198 Z" fill="#fff"/><path d="M152 210 H168 L176 286 L160 306 L144 286 Z" fill="#b3151b"/>
  <rect x="136" y="160" width="48" height="50" fill="#d9a27c"/><ellipse cx="160" cy="108" rx="66" ry="78" fill="#e3b18c"/>
  <path d="M92 104 Q88 22 160 22 Q232 22 228 104 Q214 62 160 60 Q106 62 92 104 Z" fill="#1c1714"/>
  <circle cx="134" cy="106" r="7" fill="#1c1714"/><circle cx="186" cy="106" r="7" fill="#1c1714"/>
</svg>
SVG
}

draw_mouth() { echo '<svg xmlns="http://www.w3.org/2000/svg" width="44" height="26"><ellipse cx="22" cy="13" rx="20" ry="11" fill="#7b2b2b"/></svg>'; }

draw_arm() { # jacket
  echo "<svg xmlns='http://www.w3.org/2000/svg' width='150' height='170'><path d='M132 160 L62 66' stroke='$1' stroke-width='52' stroke-linecap='round'/><circle cx='48' cy='46' r='26' fill='#e3b18c'/></svg>"
}

film() { # number
  # Every period divides 5 s: the body sways in 5 s, the hand beats in 2.5 s, the mouth opens twice a second.
  ffmpeg -nostdin -v error -y -loop 1 -framerate 25 -i "$work/room.png" -loop 1 -framerate 25 -i "$work/speaker.png" \
    -loop 1 -framerate 25 -i "$work/mouth.png" -loop 1 -framerate 25 -i "$work/arm.png" -loop 1 -framerate 25 -i "$work/lectern.png" \
    -t "$seconds" -filter_complex "
      [0][3]overlay=x='722+8*sin(2*PI*t/5)':y='330+26*sin(2*PI*t/2.5)'[a];
      [a][1]overlay=x='770+8*sin(2*PI*t/5)':y='170+3*sin(4*PI*t/5)'[b];
      [b][2]overlay=x='908+8*sin(2*PI*t/5)':y='314+3*sin(4*PI*t/5)':enable='lt(mod(t,0.5),0.24)'[c];
      [c][4]overlay=x=730:y=420,format=yuv420p[v]" -map '[v]' -c:v ffv1 "$work/film.mkv"
}

encode() { # number
  local common=(-an -c:v libvpx -deadline good -cpu-used 0 -auto-alt-ref 0 -lag-in-frames 0 -error-resilient 1 -threads 1 -map_metadata -1 -fflags +bitexact)
  ffmpeg -nostdin -v error -y -i "$work/film.mkv" "${common[@]}" -g 25 -keyint_min 25 -b:v 420k -maxrate 700k -bufsize 350k -qmin 8 -qmax 50 "$out/room-$1.main.ivf"
  ffmpeg -nostdin -v error -y -i "$work/film.mkv" -vf fps=5,scale=320:180 "${common[@]}" -g 5 -keyint_min 5 -b:v 50k -maxrate 70k -bufsize 50k "$out/room-$1.thumb.ivf"
}

speak() { # number voice pitch speed text
  espeak-ng -v "$2" -p "$3" -s "$4" -w "$work/said.wav" "$5"
  # Exactly as long as the picture: sped up by at most a third where the sentence is longer, then filled with silence.
  local long tempo
  long=$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$work/said.wav")
  tempo=$(awk -v l="$long" -v s="$seconds" 'BEGIN { t = l / (s - 0.2); print (t < 1 ? 1 : (t > 1.33 ? 1.33 : t)) }')
  ffmpeg -nostdin -v error -y -i "$work/said.wav" -af "atempo=$tempo,highpass=f=90,volume=-3dB,apad" -t "$seconds" -ar 48000 -ac 1 "$work/speech.wav"
  # Constant rate makes every packet 60 bytes (24000 bit/s x 20 ms), so no container is needed to find them.
  ffmpeg -nostdin -v error -y -i "$work/speech.wav" -map 0:a -c:a libopus -vbr off -b:a 24k -frame_duration 20 -application voip -f data "$out/room-$1.speech.opus"
  ffmpeg -nostdin -v error -i "$work/speech.wav" -af 'asetnsamples=n=960:p=1,astats=metadata=1:reset=1,ametadata=print:key=lavfi.astats.Overall.RMS_level:file=-' -f null - |
    sed -n 's/^lavfi.*=//p' | awk '{ level = ($1 == "-inf" ? 127 : int(-$1 + 0.5)); print (level > 127 ? 127 : (level < 0 ? 0 : level)) }' >"$out/room-$1.levels.txt"
}

draw_lectern | rsvg-convert -o "$work/lectern.png"
draw_mouth | rsvg-convert -o "$work/mouth.png"
while IFS='|' read -r number wall ground jacket voice pitch speed text; do
  if [ $# -gt 0 ] && [[ " $* " != *" $number "* ]]; then continue; fi
  draw_room "$number" "$wall" "$ground" | rsvg-convert -o "$work/room.png"
  draw_speaker "$jacket" | rsvg-convert -o "$work/speaker.png"
  draw_arm "$jacket" | rsvg-convert -o "$work/arm.png"
  film "$number"
  encode "$number"
  speak "$number" "$voice" "$pitch" "$speed" "$text"
  echo "room-$number"
done <<<"$rooms"
